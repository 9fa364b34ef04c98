package dev.elch.notification.webhook;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Tells reports that our webhook queued from what others wrote to the topic, such as a bounce that would keep an address from
 * getting mail. Signed are the key and the value of a record; a copy of a record changes nothing, because each report is noted
 * once.
 *
 * <p>Form of a signature: {@code <keyId>.<HMAC-SHA256, base64url>}.
 */
final class ReportSignatures {

    /** The record header with the signature. */
    static final String HEADER = "elch-report-signature";

    private static final String HMAC = "HmacSHA256";

    private final Map<String, byte[]> secretsById;
    private final String signingKey;

    /**
     * @param secretsById secrets by key id; none: nothing can be signed, and nothing is believed
     * @param signingKey id of the key that signs
     */
    ReportSignatures(Map<String, byte[]> secretsById, String signingKey) {
        this.secretsById = Map.copyOf(secretsById);
        this.signingKey = signingKey;
    }

    String sign(byte[] key, byte[] value) {
        byte[] secret = secretsById.get(signingKey);
        if (secret == null) {
            throw new IllegalStateException("No key signs reports: set elch.webhook.keys.<id> to the output of"
                    + " 'openssl rand -base64 32'.");
        }
        return signature(signingKey, secret, key, value);
    }

    /** Whether one of our keys signed a record with this key and value; a missing or malformed signature means no. */
    boolean isOurs(@Nullable String signature, byte @Nullable [] key, byte[] value) {
        if (signature == null || key == null) {
            return false;
        }
        String id = signature.substring(0, Math.max(0, signature.indexOf('.')));
        byte[] secret = secretsById.get(id);
        return secret != null
                && MessageDigest.isEqual(
                        signature.getBytes(StandardCharsets.UTF_8),
                        signature(id, secret, key, value).getBytes(StandardCharsets.UTF_8));
    }

    /** The length of the key goes first: no part of it can be taken for a part of the value. */
    private static String signature(String id, byte[] secret, byte[] key, byte[] value) {
        try {
            Mac hmac = Mac.getInstance(HMAC);
            hmac.init(new SecretKeySpec(secret, HMAC));
            hmac.update(HEADER.getBytes(StandardCharsets.US_ASCII));
            hmac.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, key.length));
            hmac.update(key);
            hmac.update(value);
            return id + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(hmac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
