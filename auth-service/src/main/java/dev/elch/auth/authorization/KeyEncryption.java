package dev.elch.auth.authorization;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts what signs tokens before it is stored: who can read the database, or a copy of it, must not be able to make tokens.
 * AES-256-GCM with a nonce of its own for every key.
 */
final class KeyEncryption {

    /** Of AES-256. */
    static final int KEY_BYTES = 32;

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final Map<String, byte[]> secretsById;
    private final String current;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param secretsById secrets by id, each {@value #KEY_BYTES} bytes
     * @param current id of the one that encrypts
     */
    KeyEncryption(Map<String, byte[]> secretsById, String current) {
        this.secretsById = Map.copyOf(secretsById);
        this.current = current;
    }

    /** @param place what it belongs to: what is moved elsewhere cannot be decrypted there */
    Encrypted encrypt(String clear, String place) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] text =
                    cipher(Cipher.ENCRYPT_MODE, current, nonce, place).doFinal(clear.getBytes(StandardCharsets.UTF_8));
            byte[] both = ByteBuffer.allocate(nonce.length + text.length)
                    .put(nonce)
                    .put(text)
                    .array();
            return new Encrypted(current, Base64.getEncoder().encodeToString(both));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    /** @throws IllegalStateException when its secret is not configured, or it is not what was encrypted for this place */
    String decrypt(Encrypted encrypted, String place) {
        if (!secretsById.containsKey(encrypted.secretId())) {
            throw new IllegalStateException(place + " was encrypted with elch.people.storage-keys."
                    + encrypted.secretId() + ", which is not configured. Configure it, or delete " + place
                    + ": people then sign in again.");
        }
        byte[] both = Base64.getDecoder().decode(encrypted.base64());
        if (both.length < NONCE_BYTES + TAG_BITS / Byte.SIZE) {
            throw changed(encrypted, place);
        }
        try {
            byte[] nonce = Arrays.copyOf(both, NONCE_BYTES);
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, encrypted.secretId(), nonce, place);
            return new String(cipher.doFinal(both, NONCE_BYTES, both.length - NONCE_BYTES), StandardCharsets.UTF_8);
        } catch (AEADBadTagException notOurs) {
            throw changed(encrypted, place);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    private static IllegalStateException changed(Encrypted encrypted, String place) {
        return new IllegalStateException(place + " was changed, or elch.people.storage-keys." + encrypted.secretId()
                + " is not what it was. Set it right, or delete " + place + ": people then sign in again.");
    }

    private Cipher cipher(int mode, String id, byte[] nonce, String place) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(secretsById.get(id), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    /**
     * What may be stored.
     *
     * @param secretId which secret decrypts it
     * @param base64 nonce and encrypted text
     */
    record Encrypted(String secretId, String base64) {}
}
