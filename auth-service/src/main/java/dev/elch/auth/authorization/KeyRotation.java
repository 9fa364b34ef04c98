package dev.elch.auth.authorization;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When the next key is made.
 *
 * @param period how long one key signs
 */
record KeyRotation(Duration period) {

    /** A new key is published this long before it signs: longer than any service keeps the published keys. */
    static final Duration LEAD = Duration.ofMinutes(15);

    private static final int BITS = 2048;

    /** The key that has to be made now; empty while the keys that exist are enough. */
    Optional<SigningKey> due(KeyRing ring, Instant now) {
        Optional<SigningKey> newest = ring.newest();
        if (newest.isEmpty()) {
            return Optional.of(new SigningKey(1, now, generate()));
        }
        Instant next = newest.get().activeFrom().plus(period);
        return next.isAfter(now.plus(LEAD))
                ? Optional.empty()
                : Optional.of(new SigningKey(newest.get().number() + 1, now.plus(LEAD), generate()));
    }

    private static RSAKey generate() {
        try {
            return new RSAKeyGenerator(BITS)
                    .keyUse(KeyUse.SIGNATURE)
                    .keyIDFromThumbprint(true)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("every JDK makes RSA keys", e);
        }
    }
}
