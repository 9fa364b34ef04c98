package dev.elch.auth.authorization;

import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Keys out of the configuration: one signs, all are published for as long as they are configured. */
final class ConfiguredKeys {

    private static final int LEAST_BITS = 2048;

    private ConfiguredKeys() {}

    /** @param signing id of the key that signs */
    static KeyRing ring(Map<String, String> keys, String signing) {
        List<SigningKey> ring = new ArrayList<>();
        keys.forEach(
                (id, text) -> ring.add(new SigningKey(id.equals(signing) ? 2 : 1, Instant.EPOCH, parse(id, text))));
        return new KeyRing(ring);
    }

    /**
     * An RSA key.
     *
     * @param text PKCS#8, as PEM or as base64 alone
     * @throws IllegalArgumentException when it is none, or too short
     */
    static RSAKey parse(String id, String text) {
        try {
            byte[] der = Base64.getDecoder()
                    .decode(text.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", ""));
            KeyFactory rsa = KeyFactory.getInstance("RSA");
            if (rsa.generatePrivate(new PKCS8EncodedKeySpec(der)) instanceof RSAPrivateCrtKey secret
                    && secret.getModulus().bitLength() >= LEAST_BITS) {
                RSAPublicKeySpec open = new RSAPublicKeySpec(secret.getModulus(), secret.getPublicExponent());
                return new RSAKey.Builder((RSAPublicKey) rsa.generatePublic(open))
                        .privateKey(secret)
                        .keyUse(KeyUse.SIGNATURE)
                        .keyID(id)
                        .build();
            }
        } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
            throw new IllegalArgumentException(bad(id), unreadable);
        }
        throw new IllegalArgumentException(bad(id));
    }

    private static String bad(String id) {
        return "elch.people.keys." + id + " is no RSA private key of at least " + LEAST_BITS
                + " bits in PKCS#8. Make one with: openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048";
    }
}
