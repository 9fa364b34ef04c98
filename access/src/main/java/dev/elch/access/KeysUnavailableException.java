package dev.elch.access;

/** A token cannot be checked, because the keys cannot be read; this may pass. */
final class KeysUnavailableException extends IllegalStateException {

    KeysUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
