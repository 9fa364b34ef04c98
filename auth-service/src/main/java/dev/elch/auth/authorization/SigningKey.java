package dev.elch.auth.authorization;

import com.nimbusds.jose.jwk.RSAKey;
import java.time.Instant;

/**
 * A key that signs tokens.
 *
 * @param number from 1; the next key has the next number
 * @param activeFrom from when on it signs; it is published earlier, so that everybody knows it by then
 * @param pair both halves, with the key id
 */
record SigningKey(long number, Instant activeFrom, RSAKey pair) {

    /** A log must not show a private key. */
    @Override
    public String toString() {
        return "SigningKey[number=" + number + ", activeFrom=" + activeFrom + ", id=" + pair.getKeyID() + "]";
    }
}
