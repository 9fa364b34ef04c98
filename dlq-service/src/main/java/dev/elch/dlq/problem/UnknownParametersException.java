package dev.elch.dlq.problem;

import java.util.List;

/** The query of a request holds what its operation does not read, or the same parameter twice. */
final class UnknownParametersException extends RuntimeException {

    @SuppressWarnings("serial") // it is never serialized
    private final List<FieldError> errors;

    UnknownParametersException(List<FieldError> errors) {
        super("query parameters that are not read: " + errors);
        this.errors = List.copyOf(errors);
    }

    List<FieldError> errors() {
        return errors;
    }
}
