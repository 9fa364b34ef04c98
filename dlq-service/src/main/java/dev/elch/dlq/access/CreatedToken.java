package dev.elch.dlq.access;

/**
 * A token that was just made.
 *
 * @param text the token itself: it is shown once and cannot be read again
 */
public record CreatedToken(IssuedToken token, String text) {

    /** A log must not show the text. */
    @Override
    public String toString() {
        return "MadeToken[" + token.name() + "]";
    }
}
