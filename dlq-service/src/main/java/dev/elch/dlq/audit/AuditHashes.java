package dev.elch.dlq.audit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Hashes entries with a key that is not in the database, so that no one who can write there can compute the chain anew.
 *
 * <p>Form of a hash: {@code <keyId>.<HMAC-SHA256, hexadecimal>}; without a key, and in entries of earlier versions, 64 hexadecimal
 * digits alone (SHA-256).
 */
final class AuditHashes {

    private static final String HMAC = "HmacSHA256";

    private final Map<String, byte[]> secretsById;
    private final String signingKey;

    /**
     * @param secretsById secrets by key id; none: entries are hashed without a key
     * @param signingKey id of the key for new entries; empty without keys
     */
    AuditHashes(Map<String, byte[]> secretsById, String signingKey) {
        this.secretsById = Map.copyOf(secretsById);
        this.signingKey = signingKey;
    }

    /** Whether new entries get a key. */
    boolean areKeyed() {
        return !secretsById.isEmpty();
    }

    /** Whether this hash was made with a key. */
    static boolean isKeyed(String hash) {
        return hash.indexOf('.') >= 0;
    }

    /** The hash of a new entry. */
    String of(AuditEntry entry) {
        return hash(entry, signingKey);
    }

    /** Whether this is the hash of the entry; false if its key is not known here. */
    boolean isHashOf(AuditEntry entry, String hash) {
        String key = keyOf(hash);
        return knowsKeyOf(hash)
                && MessageDigest.isEqual(
                        hash.getBytes(StandardCharsets.UTF_8), hash(entry, key).getBytes(StandardCharsets.UTF_8));
    }

    boolean knowsKeyOf(String hash) {
        return !isKeyed(hash) || secretsById.containsKey(keyOf(hash));
    }

    /** Empty: none. */
    static String keyOf(String hash) {
        return hash.substring(0, Math.max(0, hash.indexOf('.')));
    }

    private String hash(AuditEntry entry, String key) {
        byte[] text = entry.text().getBytes(StandardCharsets.UTF_8);
        byte[] secret = secretsById.get(key);
        return secret == null
                ? HexFormat.of().formatHex(sha256(text))
                : key + "." + HexFormat.of().formatHex(hmac(secret, text));
    }

    private static byte[] hmac(byte[] secret, byte[] text) {
        try {
            Mac hmac = Mac.getInstance(HMAC);
            hmac.init(new SecretKeySpec(secret, HMAC));
            return hmac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    private static byte[] sha256(byte[] text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
