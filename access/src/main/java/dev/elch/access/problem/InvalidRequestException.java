package dev.elch.access.problem;

import java.util.List;
import java.util.stream.Collectors;

/** A request that makes no sense, with everything that is wrong with it. */
public final class InvalidRequestException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<FieldError> errors;

    /** Everything that is wrong. */
    public InvalidRequestException(List<FieldError> errors) {
        super(errors.stream()
                .map(error -> error.field() + ": " + error.message())
                .collect(Collectors.joining("; ")));
        this.errors = List.copyOf(errors);
    }

    /** One thing that is wrong. */
    public InvalidRequestException(String field, String message) {
        this(List.of(new FieldError(field, message)));
    }

    public List<FieldError> errors() {
        return errors;
    }
}
