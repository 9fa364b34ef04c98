package dev.elch.notification.mail;

/** A login name that its owner recognises and a passer-by does not: {@code oc***t}. */
final class MaskedLogin {

    private MaskedLogin() {}

    /** Keeps two first characters and the last one, or the first one alone when there are fewer than six. */
    static String of(String login) {
        String shown = DisplayText.of(login).orElse("");
        int length = shown.codePointCount(0, shown.length());
        if (length == 0) {
            return "***";
        }
        return length < 6
                ? shown.substring(0, shown.offsetByCodePoints(0, 1)) + "***"
                : shown.substring(0, shown.offsetByCodePoints(0, 2))
                        + "***"
                        + shown.substring(shown.offsetByCodePoints(shown.length(), -1));
    }
}
