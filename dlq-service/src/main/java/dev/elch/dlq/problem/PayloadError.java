package dev.elch.dlq.problem;

/**
 * One thing that is wrong with a payload.
 *
 * @param pointer where, as a JSON pointer (RFC 6901); empty: the whole
 * @param message what would be right
 */
public record PayloadError(String pointer, String message) {

    public static PayloadError of(String field, String message) {
        return new PayloadError("/" + field.replace("~", "~0").replace("/", "~1"), message);
    }
}
