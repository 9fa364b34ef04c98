package dev.elch.auth.authorization;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * What a console sends to get a token, a code or a refresh token: the id of its grant and a random value.
 *
 * @param grant id of the grant
 * @param value 256 random bits
 */
record Secret(String grant, String value) {

    private static final int BYTES = 32;

    static Secret create(String grant, SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new Secret(grant, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** Empty when the text is no secret of ours. */
    static Optional<Secret> parse(String text) {
        int dot = text.indexOf('.');
        return dot < 1 || text.length() > 200
                ? Optional.empty()
                : Optional.of(new Secret(text.substring(0, dot), text.substring(dot + 1)));
    }

    /** As the console gets it. */
    String text() {
        return grant + "." + value;
    }

    /** As it is kept. */
    String hash() {
        return sha256(value);
    }

    boolean isTheOneOf(Grant known) {
        return MessageDigest.isEqual(
                hash().getBytes(StandardCharsets.US_ASCII), known.secretHash().getBytes(StandardCharsets.US_ASCII));
    }

    /** SHA-256 in base64url, which is also how a PKCE challenge is made out of its verifier (RFC 7636, 4.2). */
    static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** A log must not show it. */
    @Override
    public String toString() {
        return "Secret[" + grant + "]";
    }
}
