package dev.elch.dlq.problem;

import java.util.List;

/** A payload does not fit the schema of the event; nothing was changed. */
public final class InvalidPayloadException extends RuntimeException {

    @SuppressWarnings("serial") // it is never serialized
    private final List<PayloadError> errors;

    public InvalidPayloadException(List<PayloadError> errors) {
        super("The payload does not fit: " + errors.size() + (errors.size() == 1 ? " thing is" : " things are")
                + " wrong.");
        this.errors = List.copyOf(errors);
    }

    List<PayloadError> errors() {
        return errors;
    }
}
