package dev.elch.notification.provider.smtp;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A server's reply (RFC 5321, section 4.2).
 *
 * @param code three digits; 0 when there was no reply that could be read, or its lines contradict each other
 * @param enhanced enhanced code (RFC 3463) such as {@code 5.1.1}, from the first line that has one of the reply code's class;
 *     empty when there is none, because the reply code is to be believed where the two contradict each other
 * @param text all lines, without the codes
 */
public record SmtpReply(int code, String enhanced, String text) {

    static final SmtpReply NONE = new SmtpReply(0, "", "");

    private static final Pattern CODE = Pattern.compile("^([2-5]\\d\\d)(?:[ -]|$)");

    /** RFC 5321, section 4.2.1: every line bears the same code. Of {@code 250-ok} and {@code 550 no} neither is to be believed. */
    private static final Pattern LINE_WITH_CODE = Pattern.compile("(?m)^(\\d{3})(?=[ -]|$)");

    /** Some servers write {@code #5.1.1} or {@code (5.1.1)}, for example Cisco's mail gateways. */
    private static final String ENHANCED_CODE = "[#(\\[]?(\\d\\.\\d{1,3}\\.\\d{1,3})(?!\\d)[)\\]]?";

    private static final Pattern ENHANCED = Pattern.compile("(?m)^\\d{3}[ -] ?" + ENHANCED_CODE);
    private static final Pattern CODES_OF_A_LINE = Pattern.compile("(?m)^\\d{3}(?:[ -] ?" + ENHANCED_CODE + ")?[ -]?");

    /**
     * The text that a server meant. The bytes of a reply arrive as ISO-8859-1; a line that is valid UTF-8 is read as that
     * (RFC 6531 allows it), any other stays as it is.
     */
    static String decoded(String latin1) {
        return latin1.lines().map(SmtpReply::decodedLine).collect(Collectors.joining("\n"));
    }

    private static String decodedLine(String latin1) {
        if (latin1.chars().anyMatch(character -> character > 0xFF)) {
            return latin1;
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(latin1.getBytes(StandardCharsets.ISO_8859_1));
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            return latin1;
        }
    }

    static SmtpReply parse(String raw) {
        Matcher code = CODE.matcher(raw);
        if (!code.find() || hasAnotherCodeThan(code.group(1), raw)) {
            return new SmtpReply(0, "", raw.strip());
        }
        String enhanced = ENHANCED.matcher(raw)
                .results()
                .map(line -> line.group(1))
                .filter(found -> found.charAt(0) == raw.charAt(0))
                .findFirst()
                .orElse("");
        return new SmtpReply(
                Integer.parseInt(code.group(1)),
                enhanced,
                CODES_OF_A_LINE.matcher(raw).replaceAll("").strip());
    }

    private static boolean hasAnotherCodeThan(String code, String raw) {
        return LINE_WITH_CODE
                .matcher(raw)
                .results()
                .anyMatch(line -> !line.group(1).equals(code));
    }

    boolean isPositive() {
        return code >= 200 && code < 300;
    }

    boolean isTransient() {
        return code >= 400 && code < 500;
    }

    boolean isPermanent() {
        return code >= 500;
    }

    boolean isEnhanced(String... prefixes) {
        for (String prefix : prefixes) {
            if (enhanced.equals(prefix) || (prefix.endsWith(".") && enhanced.startsWith(prefix))) {
                return true;
            }
        }
        return false;
    }

    /** Both codes as the server gave them, such as {@code 550 5.1.1}. */
    String codes() {
        return code == 0 ? "" : enhanced.isEmpty() ? Integer.toString(code) : code + " " + enhanced;
    }
}
