package dev.elch.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** Knows machines by the hash of their token. */
final class ApiTokens {

    private final Map<String, ApiProperties.Token> tokensByName;

    ApiTokens(Map<String, ApiProperties.Token> tokensByName) {
        this.tokensByName = Map.copyOf(tokensByName);
    }

    boolean isEmpty() {
        return tokensByName.isEmpty();
    }

    /** Whose token this is; compares every hash, each in constant time. */
    Optional<Caller> caller(String token) {
        byte[] hash = sha256(token);
        Caller found = null;
        for (Map.Entry<String, ApiProperties.Token> entry : tokensByName.entrySet()) {
            if (MessageDigest.isEqual(
                    hash, HexFormat.of().parseHex(entry.getValue().sha256()))) {
                found = new Caller(entry.getKey(), entry.getValue().role());
            }
        }
        return Optional.ofNullable(found);
    }

    private static byte[] sha256(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
