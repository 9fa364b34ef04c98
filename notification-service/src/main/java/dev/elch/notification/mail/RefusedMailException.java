package dev.elch.notification.mail;

import dev.elch.notification.delivery.Reason;
import org.jspecify.annotations.Nullable;

/** A mail that must not be written, because a value in it would be dangerous or useless. Trying again changes nothing. */
public final class RefusedMailException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Reason reason;

    RefusedMailException(Reason reason, @Nullable Throwable cause) {
        super(reason.kind() + ": " + reason.text(), cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
