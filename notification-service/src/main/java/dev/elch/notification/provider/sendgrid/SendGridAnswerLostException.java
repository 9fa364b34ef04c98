package dev.elch.notification.provider.sendgrid;

import java.io.IOException;

/** The whole request was written, and its response could not be read: the mail may be accepted. */
final class SendGridAnswerLostException extends IOException {

    private static final long serialVersionUID = 1L;

    SendGridAnswerLostException(Exception cause) {
        super(cause.getClass().getSimpleName() + ": " + cause.getMessage(), cause);
    }
}
