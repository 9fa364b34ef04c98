package dev.elch.notification.mail;

import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A mail address without any decoration, in the ASCII form that every server takes.
 *
 * <p>Narrower than RFC 5321 on purpose: no quoted local part and no address literal, which no sign-in provider hands out.
 */
public record MailAddress(String localPart, String domain) {

    private static final Pattern LOCAL_PART =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");
    private static final Pattern DOMAIN = Pattern.compile(
            "([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)*[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");

    /**
     * Takes an address apart.
     *
     * @throws IllegalArgumentException when {@code address} is not one plain address; the message does not repeat it
     */
    public static MailAddress parse(String whose, String address) {
        String checked = HeaderText.checked(whose, address).strip();
        int at = checked.lastIndexOf('@');
        String local = at < 0 ? "" : checked.substring(0, at);
        String domain = at < 0 ? "" : ascii(whose, checked.substring(at + 1));
        if (local.length() > 64
                || domain.length() > 253
                || !LOCAL_PART.matcher(local).matches()) {
            throw notPlain(whose);
        }
        if (!DOMAIN.matcher(domain).matches()) {
            throw notPlain(whose);
        }
        return new MailAddress(local, domain);
    }

    private static String ascii(String whose, String domain) {
        try {
            return IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            throw notPlain(whose);
        }
    }

    private static IllegalArgumentException notPlain(String whose) {
        return new IllegalArgumentException(whose + " is not a plain mail address such as name@example.com");
    }

    @Override
    public String toString() {
        return localPart + "@" + domain;
    }
}
