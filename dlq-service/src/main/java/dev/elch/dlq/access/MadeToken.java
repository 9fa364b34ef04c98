package dev.elch.dlq.access;

/**
 * A token that was just made.
 *
 * @param text the token itself: it is shown once, and nobody can read it again
 */
public record MadeToken(IssuedToken token, String text) {

    /** A log must not show the text. */
    @Override
    public String toString() {
        return "MadeToken[" + token.name() + "]";
    }
}
