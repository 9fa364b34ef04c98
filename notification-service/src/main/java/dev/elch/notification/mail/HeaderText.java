package dev.elch.notification.mail;

/** Text that may go into a mail header: one line, whatever the reader takes for a line break. */
final class HeaderText {

    private HeaderText() {}

    /**
     * The value as it is, or a refusal: a line break would let its author write headers of his own, and folding it would
     * only hide the attempt.
     *
     * @throws IllegalArgumentException for CR, LF, NUL, other control characters, U+2028 and U+2029
     */
    static String checked(String header, String value) {
        value.codePoints().filter(HeaderText::isForbidden).findFirst().ifPresent(found -> {
            throw new IllegalArgumentException(
                    "%s holds U+%04X, which must not reach a mail header".formatted(header, found));
        });
        return value;
    }

    private static boolean isForbidden(int codePoint) {
        return Character.isISOControl(codePoint) || codePoint == 0x2028 || codePoint == 0x2029;
    }
}
