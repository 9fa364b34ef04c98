package dev.elch.notification.mail;

import java.util.EnumSet;
import java.util.Set;

/**
 * One line of text from outside that shows what it says: no control character (C0 and C1), no line break, nothing that turns
 * the direction of writing, and nothing invisible except what a script or an emoji is written with.
 */
public final class VisibleText {

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final int MONGOLIAN_VOWEL_SEPARATOR = 0x180E;
    private static final int NARROW_NO_BREAK_SPACE = 0x202F;
    private static final int VARIATION_SELECTOR_16 = 0xFE0F;

    /** More marks on one letter than any script has run over the lines above and below. */
    private static final int MOST_MARKS = 4;

    /** Scripts that never use a joiner: between their letters it only makes two names look like one. */
    private static final Set<Character.UnicodeScript> WITHOUT_JOINERS = EnumSet.of(
            Character.UnicodeScript.LATIN,
            Character.UnicodeScript.CYRILLIC,
            Character.UnicodeScript.GREEK,
            Character.UnicodeScript.COMMON,
            Character.UnicodeScript.INHERITED);

    private VisibleText() {}

    /** Control characters, separators and runs of blanks become one blank; other invisible characters are left out. */
    public static String of(String text) {
        int[] codePoints = text.codePoints().toArray();
        StringBuilder visible = new StringBuilder(text.length());
        int marks = 0;
        for (int index = 0; index < codePoints.length; index++) {
            int codePoint = codePoints[index];
            switch (Character.getType(codePoint)) {
                case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> visible.append(' ');
                case Character.SPACE_SEPARATOR ->
                    visible.appendCodePoint(isNeeded(codePoints, index) ? codePoint : ' ');
                case Character.FORMAT -> {
                    if (isNeeded(codePoints, index)) {
                        visible.appendCodePoint(codePoint);
                    }
                }
                case Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> {}
                case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> {
                    if (marks < MOST_MARKS) {
                        visible.appendCodePoint(codePoint);
                    }
                }
                default -> visible.appendCodePoint(codePoint);
            }
            marks = isMark(codePoint) ? marks + 1 : 0;
        }
        return visible.toString().strip().replaceAll(" {2,}", " ");
    }

    /** The text itself, or its first {@code longest} - 1 characters and an ellipsis. */
    public static String shortened(String text, int longest) {
        if (text.codePointCount(0, text.length()) <= longest) {
            return text;
        }
        return of(text.substring(0, text.offsetByCodePoints(0, longest - 1))) + "…";
    }

    /** Whether what is written on both sides needs this invisible character in between. */
    private static boolean isNeeded(int[] codePoints, int index) {
        return switch (codePoints[index]) {
            case ZERO_WIDTH_JOINER, ZERO_WIDTH_NON_JOINER ->
                isJoinable(before(codePoints, index)) && isJoinable(after(codePoints, index));
            case MONGOLIAN_VOWEL_SEPARATOR, NARROW_NO_BREAK_SPACE ->
                isMongolian(before(codePoints, index)) && isMongolian(after(codePoints, index));
            default -> false;
        };
    }

    /** An emoji may stand before a joiner with its variation selector or skin colour. */
    private static int before(int[] codePoints, int index) {
        int before = index - 1;
        while (before > 0 && (codePoints[before] == VARIATION_SELECTOR_16 || isSkinColour(codePoints[before]))) {
            before--;
        }
        return before < 0 ? ' ' : codePoints[before];
    }

    private static int after(int[] codePoints, int index) {
        return index + 1 < codePoints.length ? codePoints[index + 1] : ' ';
    }

    private static boolean isJoinable(int codePoint) {
        return Character.getType(codePoint) == Character.OTHER_SYMBOL
                || isSign(codePoint)
                || ((Character.isLetter(codePoint) || isMark(codePoint))
                        && !WITHOUT_JOINERS.contains(Character.UnicodeScript.of(codePoint)));
    }

    /** The signs of man and woman, the heart and others are symbols of mathematics or arrows by type. */
    private static boolean isSign(int codePoint) {
        return Character.getType(codePoint) == Character.MATH_SYMBOL && codePoint >= 0x2190;
    }

    private static boolean isMongolian(int codePoint) {
        return Character.UnicodeScript.of(codePoint) == Character.UnicodeScript.MONGOLIAN;
    }

    private static boolean isSkinColour(int codePoint) {
        return codePoint >= 0x1F3FB && codePoint <= 0x1F3FF;
    }

    private static boolean isMark(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }
}
