package dev.elch.notification.delivery;

/**
 * Why something came out as it did.
 *
 * @param kind a word to count and group by, such as {@code bad_address}, {@code greylisted}, {@code provider_down}
 * @param code the provider's code as it was given, such as {@code 550 5.1.1} or {@code 401}; empty when there is none
 * @param text one short line for people; no mail address in clear
 */
public record Reason(String kind, String code, String text) {

    public Reason {
        if (!kind.matches("[a-z][a-z0-9_]{0,63}")) {
            throw new IllegalArgumentException("kind \"" + kind + "\" is not a lower_case word");
        }
    }

    public static Reason of(String kind, String text) {
        return new Reason(kind, "", text);
    }
}
