package dev.elch.access;

/** Nobody can say whether a token is good, because the keys can not be read; it may pass. */
final class KeysUnavailableException extends IllegalStateException {

    KeysUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
