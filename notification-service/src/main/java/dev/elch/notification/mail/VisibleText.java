package dev.elch.notification.mail;

/**
 * One line of text from outside that shows what it says: no control character (C0 and C1), no line break, nothing that turns
 * the direction of writing, and nothing invisible except the two joiners that scripts and emoji need.
 */
public final class VisibleText {

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private VisibleText() {}

    /** Control characters, separators and runs of blanks become one blank; other invisible characters are left out. */
    public static String of(String text) {
        StringBuilder visible = new StringBuilder(text.length());
        text.codePoints().forEach(codePoint -> {
            switch (Character.getType(codePoint)) {
                case Character.CONTROL,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR,
                        Character.SPACE_SEPARATOR -> visible.append(' ');
                case Character.FORMAT -> {
                    if (codePoint == ZERO_WIDTH_JOINER || codePoint == ZERO_WIDTH_NON_JOINER) {
                        visible.appendCodePoint(codePoint);
                    }
                }
                case Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> {}
                default -> visible.appendCodePoint(codePoint);
            }
        });
        return visible.toString().strip().replaceAll(" {2,}", " ");
    }

    /** The text itself, or its first {@code longest} - 1 characters and an ellipsis. */
    public static String shortened(String text, int longest) {
        if (text.codePointCount(0, text.length()) <= longest) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, longest - 1)).strip() + "…";
    }
}
