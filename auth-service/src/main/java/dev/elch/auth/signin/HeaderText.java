package dev.elch.auth.signin;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text of a request header. A header is bytes (RFC 9110, section 5.5), which the server hands over as Latin-1; phones and
 * in-app browsers write UTF-8 into it.
 */
public final class HeaderText {

    /** Control, format, private and unassigned characters: none of them can be seen, and some change how the rest is shown. */
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}\\s]+");

    private HeaderText() {}

    /**
     * The text without what cannot be shown, each run of it replaced by a space.
     *
     * @param value as the server hands it over; null if the header is absent
     * @param maxLength longer text is cut, never within a character
     * @return null if nothing is left
     */
    public static @Nullable String read(@Nullable String value, int maxLength) {
        if (value == null) {
            return null;
        }
        String text = INVISIBLE.matcher(decoded(value)).replaceAll(" ").strip();
        if (text.length() > maxLength) {
            int end = Character.isHighSurrogate(text.charAt(maxLength - 1)) ? maxLength - 1 : maxLength;
            text = text.substring(0, end).strip();
        }
        return text.isEmpty() ? null : text;
    }

    /** As UTF-8 if it is UTF-8, else as it came. */
    private static String decoded(String value) {
        if (value.chars().anyMatch(character -> character > 0xff)) {
            return value;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return value;
        }
    }
}
