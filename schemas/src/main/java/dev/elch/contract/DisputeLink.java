package dev.elch.contract;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signed token behind "this wasn't me". notification-service puts it into the mail, auth-service checks it.
 *
 * <p>Form: {@code <keyId>.<expiry, epoch seconds>.<eventKey, base64url>.<recipient>.<HMAC-SHA256 of all before it, base64url>}.
 * The recipient is a keyed hash of the user and the address that the mail went to: an event key alone, which a job or an edit
 * can repeat in a mail to another person, opens nothing. Keys are rotated by adding a new id for signing and keeping the old one
 * for checking until its last link has expired.
 */
public final class DisputeLink {

    /** Path in auth-service that takes the token as its last segment. */
    public static final String PATH = "/not-me/";

    private static final Pattern FORM =
            Pattern.compile("(?<keyId>[A-Za-z0-9_-]{1,32})\\.(?<expiry>\\d{1,12})\\.(?<event>[A-Za-z0-9_-]{2,172})"
                    + "\\.(?<recipient>[A-Za-z0-9_-]{22})\\.(?<mac>[A-Za-z0-9_-]{43})");

    private static final int RECIPIENT_BYTES = 16;

    private final Map<String, byte[]> secretsById;

    /** @param secretsById secrets by key id, each at least 32 bytes */
    public DisputeLink(Map<String, byte[]> secretsById) {
        secretsById.forEach((id, secret) -> {
            if (!id.matches("[A-Za-z0-9_-]{1,32}")) {
                throw new IllegalArgumentException("key id \"" + id + "\" must be 1 to 32 of A-Z a-z 0-9 _ -");
            }
            if (secret.length < 32) {
                throw new IllegalArgumentException("secret of key \"" + id + "\" must have at least 32 bytes");
            }
        });
        this.secretsById = Map.copyOf(secretsById);
    }

    /**
     * The token that lets its holder dispute the sign-in {@code eventKey} until {@code expiry}.
     *
     * @param userId who signed in, as the mail says
     * @param address where the mail goes
     */
    public String sign(String keyId, String eventKey, String userId, String address, Instant expiry) {
        byte[] secret = secretsById.get(keyId);
        if (secret == null) {
            throw new IllegalArgumentException("no secret for key id \"" + keyId + "\"");
        }
        String signed = String.join(
                ".",
                keyId,
                Long.toString(expiry.getEpochSecond()),
                encoded(eventKey.getBytes(StandardCharsets.UTF_8)),
                recipient(secret, userId, address));
        return signed + "." + encoded(mac(secret, signed));
    }

    /** The event key in a token that we signed and that has not expired; otherwise empty. */
    public Optional<String> verify(String token, Instant now) {
        Matcher form = FORM.matcher(token);
        if (!form.matches()) {
            return Optional.empty();
        }
        byte[] secret = secretsById.get(form.group("keyId"));
        if (secret == null) {
            return Optional.empty();
        }
        String signed = token.substring(0, token.lastIndexOf('.'));
        boolean isOurs = MessageDigest.isEqual(
                encoded(mac(secret, signed)).getBytes(StandardCharsets.US_ASCII),
                form.group("mac").getBytes(StandardCharsets.US_ASCII));
        boolean isExpired = now.getEpochSecond() >= Long.parseLong(form.group("expiry"));
        return isOurs && !isExpired
                ? Optional.of(new String(Base64.getUrlDecoder().decode(form.group("event")), StandardCharsets.UTF_8))
                : Optional.empty();
    }

    /** Whether a token that {@link #verify} let through went to this address in a mail about this user. */
    public boolean isFor(String token, String userId, String address) {
        Matcher form = FORM.matcher(token);
        byte[] secret = form.matches() ? secretsById.get(form.group("keyId")) : null;
        return secret != null
                && MessageDigest.isEqual(
                        recipient(secret, userId, address).getBytes(StandardCharsets.US_ASCII),
                        form.group("recipient").getBytes(StandardCharsets.US_ASCII));
    }

    /** A line end is in no user id and in no address that gets a mail, and no token has one: nothing else makes the same text. */
    private static String recipient(byte[] secret, String userId, String address) {
        return encoded(Arrays.copyOf(mac(secret, "recipient\n" + userId + "\n" + address), RECIPIENT_BYTES));
    }

    private static byte[] mac(byte[] secret, String signed) {
        try {
            Mac hmac = Mac.getInstance("HmacSHA256");
            hmac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return hmac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
