package dev.elch.notification.digest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;

/** Names digests: one name per user and window, fit for a Message-ID, and without the user's id in clear. */
final class DigestKeys {

    private DigestKeys() {}

    /** Such as {@code digest.<32 hexadecimal digits of the user>.<due, epoch milliseconds>}. */
    static String of(String userId, Instant due) {
        return prefix(userId) + due.toEpochMilli();
    }

    /** How the names of all digests of this user begin. */
    static String prefix(String userId) {
        return "digest." + hash(userId).substring(0, 32) + ".";
    }

    /** When the first digest after the one that was {@code due} then, and not before {@code now}, is due. */
    static Instant next(Instant due, Duration window, Instant now) {
        long passed = Math.max(0, Duration.between(due, now).toMillis());
        return due.plus(window.multipliedBy(1 + passed / window.toMillis()));
    }

    private static String hash(String userId) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(userId.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
