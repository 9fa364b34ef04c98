package dev.elch.auth.start;

/** The service can not start until a person changes something. */
final class CannotStartException extends RuntimeException {

    private final String action;

    /**
     * Two sentences for a person.
     *
     * @param description what is wrong
     * @param action what to change
     */
    CannotStartException(String description, String action) {
        super(description);
        this.action = action;
    }

    String action() {
        return action;
    }
}
