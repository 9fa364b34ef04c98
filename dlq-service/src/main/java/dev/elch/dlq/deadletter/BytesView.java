package dev.elch.dlq.deadletter;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Bytes for people.
 *
 * @param size how many there are
 * @param shown how many of them {@code text} and {@code hex} show: the first {@value #MOST} at most
 * @param text as UTF-8; a byte that is no text and a control character (but not a line break or a tab) are dots
 * @param hex two digits for each byte, with a blank between two bytes
 */
record BytesView(int size, int shown, String text, String hex) {

    static final int MOST = 4_096;

    private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

    static @Nullable BytesView ofNullable(@Nullable Bytes bytes) {
        if (bytes == null) {
            return null;
        }
        byte[] first = Arrays.copyOf(bytes.toArray(), Math.min(bytes.size(), MOST));
        return new BytesView(bytes.size(), first.length, text(first), HEX.formatHex(first));
    }

    /** What a person can read of it. */
    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8)
                .codePoints()
                .map(BytesView::visible)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static int visible(int character) {
        if (character == '\n' || character == '\t') {
            return character;
        }
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.SURROGATE -> '.';
            default -> character == 0xFFFD ? '.' : character;
        };
    }
}
