package dev.elch.dlq.deadletter;

/** A wish that can not be understood; says which field is wrong, and why. */
public final class InvalidFilterException extends IllegalArgumentException {

    private final String field;

    public InvalidFilterException(String field, String message) {
        super(message);
        this.field = field;
    }

    InvalidFilterException(String field, String message, Throwable cause) {
        super(message, cause);
        this.field = field;
    }

    public String field() {
        return field;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
