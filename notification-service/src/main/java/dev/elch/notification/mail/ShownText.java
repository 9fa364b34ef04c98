package dev.elch.notification.mail;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What users wrote about themselves, in a form that can be shown in a mail that must be trusted. */
final class ShownText {

    private static final int LONGEST = 60;
    private static final Pattern LOOKS_LIKE_A_LINK =
            Pattern.compile("[/\\\\@]|\\p{Alnum}\\.\\p{Alpha}{2}", Pattern.UNICODE_CHARACTER_CLASS);

    private ShownText() {}

    /**
     * One line of at most 60 characters without control, format and direction characters; empty when nothing is left, or
     * when mail programs would make a link of it.
     */
    static Optional<String> of(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        String cleaned = cleaned(text);
        return cleaned.isEmpty() || LOOKS_LIKE_A_LINK.matcher(cleaned).find()
                ? Optional.empty()
                : Optional.of(shortened(cleaned));
    }

    private static String cleaned(String text) {
        String head = text.substring(0, Math.min(text.length(), 10 * LONGEST));
        StringBuilder cleaned = new StringBuilder(head.length());
        head.codePoints().forEach(codePoint -> {
            switch (Character.getType(codePoint)) {
                case Character.CONTROL,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR,
                        Character.SPACE_SEPARATOR -> cleaned.append(' ');
                // FORMAT holds the bidirectional controls and the zero-width characters.
                case Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> {}
                default -> cleaned.appendCodePoint(codePoint);
            }
        });
        return cleaned.toString().strip().replaceAll(" {2,}", " ");
    }

    private static String shortened(String text) {
        if (text.codePointCount(0, text.length()) <= LONGEST) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, LONGEST - 1)).strip() + "…";
    }
}
