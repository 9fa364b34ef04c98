package dev.elch.startup;

/** The service cannot start until an operator changes something. */
public final class CannotStartException extends RuntimeException {

    private final String action;

    /**
     * Two sentences for the operator.
     *
     * @param description what is wrong
     * @param action what to change
     */
    public CannotStartException(String description, String action) {
        super(description);
        this.action = action;
    }

    /** What to change, as a sentence. */
    public String action() {
        return action;
    }
}
