package dev.elch.notification.provider.smtp;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server's reply (RFC 5321, section 4.2).
 *
 * @param code three digits; 0 when there was no reply that could be read
 * @param enhanced enhanced code (RFC 3463) such as {@code 5.1.1}; empty when there is none, or when its class contradicts
 *     the reply code, because then the reply code is to be believed
 * @param text all lines, without the codes
 */
public record SmtpReply(int code, String enhanced, String text) {

    static final SmtpReply NONE = new SmtpReply(0, "", "");

    private static final Pattern CODE = Pattern.compile("^([2-5]\\d\\d)(?:[ -]|$)");
    private static final Pattern ENHANCED = Pattern.compile("^\\d{3}[ -](\\d\\.\\d{1,3}\\.\\d{1,3})(?!\\d)");
    private static final Pattern CODES_OF_A_LINE =
            Pattern.compile("(?m)^\\d{3}(?:[ -]\\d\\.\\d{1,3}\\.\\d{1,3}(?!\\d))?[ -]?");

    static SmtpReply parse(String raw) {
        Matcher code = CODE.matcher(raw);
        if (!code.find()) {
            return new SmtpReply(0, "", raw.strip());
        }
        Matcher enhanced = ENHANCED.matcher(raw);
        boolean hasEnhanced =
                enhanced.find() && raw.charAt(0) == enhanced.group(1).charAt(0);
        return new SmtpReply(
                Integer.parseInt(code.group(1)),
                hasEnhanced ? enhanced.group(1) : "",
                CODES_OF_A_LINE.matcher(raw).replaceAll("").strip());
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
