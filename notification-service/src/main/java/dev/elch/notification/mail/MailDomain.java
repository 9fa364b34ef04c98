package dev.elch.notification.mail;

import com.ibm.icu.text.IDNA;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads a mail domain into the ASCII form of DNS: UTS #46 without its transitional mappings, as browsers and IDNA2008 have it.
 * The older rules of {@code java.net.IDN} turn {@code faß.example} into {@code fass.example}, which belongs to a stranger.
 */
final class MailDomain {

    private static final int LONGEST = 253;

    /** UTS #46 reads them as full stops, so that the domain would be another than the one that is shown. */
    private static final Pattern OTHER_FULL_STOP = Pattern.compile("[\\u3002\\uff0e\\uff61]");

    /**
     * At least two labels, and no digit begins the last one: top-level domains are alphabetic or {@code xn--} (RFC 3696, section
     * 2), and what ends in a number is an IP address.
     */
    private static final Pattern HOST_NAME =
            Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?");

    private MailDomain() {}

    /** Lower case; empty when it is no domain that mail can be sent to. */
    static Optional<String> ascii(String domain) {
        boolean isAscii = domain.chars().allMatch(character -> character < 0x80);
        return (isAscii ? Optional.of(domain) : mapped(domain))
                .map(name -> name.toLowerCase(Locale.ROOT))
                .filter(name ->
                        name.length() <= LONGEST && HOST_NAME.matcher(name).matches());
    }

    private static Optional<String> mapped(String domain) {
        if (OTHER_FULL_STOP.matcher(domain).find()) {
            return Optional.empty();
        }
        IDNA.Info found = new IDNA.Info();
        StringBuilder name = Uts46.RULES.nameToASCII(domain, new StringBuilder(), found);
        return found.hasErrors() ? Optional.empty() : Optional.of(name.toString());
    }

    /** Loaded with the first domain that is not ASCII, because it reads tables. */
    private static final class Uts46 {

        private static final IDNA RULES = IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_ASCII
                | IDNA.USE_STD3_RULES
                | IDNA.CHECK_BIDI
                | IDNA.CHECK_CONTEXTJ
                | IDNA.CHECK_CONTEXTO);

        private Uts46() {}
    }
}
