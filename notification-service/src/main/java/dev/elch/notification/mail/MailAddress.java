package dev.elch.notification.mail;

import java.util.regex.Pattern;

/**
 * A mail address without any decoration, in the ASCII form that every server takes.
 *
 * <p>Narrower than RFC 5321 on purpose: no quoted local part, no address literal and no host without a dot, which no sign-in
 * provider hands out, and no local part beyond ASCII, which only servers with SMTPUTF8 (RFC 6531) take. See "Which addresses get
 * mail" in docs/notification-service.md.
 */
public record MailAddress(String localPart, String domain) {

    private static final Pattern LOCAL_PART =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");
    private static final int LONGEST_LOCAL_PART = 64;

    /**
     * Takes an address apart.
     *
     * @throws IllegalArgumentException when {@code address} is not one plain address; the message does not repeat it
     */
    public static MailAddress parse(String whose, String address) {
        String checked = HeaderText.checked(whose, address).strip();
        int at = checked.lastIndexOf('@');
        String local = at < 0 ? "" : checked.substring(0, at);
        // The length first: the pattern recurses once for each dot.
        if (local.length() > LONGEST_LOCAL_PART || !LOCAL_PART.matcher(local).matches()) {
            throw notPlain(whose);
        }
        String domain = MailDomain.ascii(checked.substring(at + 1)).orElseThrow(() -> notPlain(whose));
        return new MailAddress(local, domain);
    }

    private static IllegalArgumentException notPlain(String whose) {
        return new IllegalArgumentException(whose + " is not a plain mail address such as name@example.com");
    }

    @Override
    public String toString() {
        return localPart + "@" + domain;
    }
}
