package dev.elch.notification.provider.smtp;

import org.jspecify.annotations.Nullable;

/** A conversation ended before a mail could be begun. */
final class SmtpRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient SmtpAnswer answer;

    SmtpRefusedException(SmtpAnswer answer, @Nullable Throwable cause) {
        super(answer.toString(), cause);
        this.answer = answer;
    }

    SmtpAnswer answer() {
        return answer;
    }
}
