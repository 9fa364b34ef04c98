package dev.elch.notification.ledger;

/** The store of the ledger gave no answer. */
public final class LedgerUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LedgerUnavailableException(String what, Throwable cause) {
        super(what + ": " + cause, cause);
    }
}
