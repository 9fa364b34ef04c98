package dev.elch.notification.suppression;

import dev.elch.notification.mail.MailAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keyed hashes of addresses. A plain hash would be as good as the address, because addresses are few enough to be
 * guessed.
 */
final class AddressHashes {

    private static final String HMAC = "HmacSHA256";

    private final SecretKeySpec pepper;

    AddressHashes(String pepper) {
        this.pepper = new SecretKeySpec(pepper.getBytes(StandardCharsets.UTF_8), HMAC);
    }

    /** 64 hexadecimal digits, the same for upper and lower case and for both forms of an international domain. */
    String of(String address) {
        byte[] bytes = canonical(address).toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(pepper);
            return HexFormat.of().formatHex(mac.doFinal(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + HMAC, e);
        }
    }

    /** The event has the domain as its owner writes it, a provider's report as DNS has it. */
    private static String canonical(String address) {
        try {
            return MailAddress.parse("address", address).toString();
        } catch (IllegalArgumentException notPlain) {
            return address.strip();
        }
    }
}
