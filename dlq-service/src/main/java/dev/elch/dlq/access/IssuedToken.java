package dev.elch.dlq.access;

import dev.elch.access.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token that an admin made for a machine.
 *
 * @param name as the audit log shows it; it is never given to another token
 * @param sha256 all that is kept of the token, in hexadecimal digits
 * @param lastUsedAt to the minute; null: never
 * @param revokedAt null: it was not
 */
public record IssuedToken(
        String name,
        Role role,
        String sha256,
        Instant createdAt,
        String createdBy,
        Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt,
        @Nullable String revokedBy) {

    boolean isGood(Instant now) {
        return revokedAt == null && expiresAt.isAfter(now);
    }

    /** {@code good}, {@code expired} or {@code revoked}. */
    public String state(Instant now) {
        if (revokedAt != null) {
            return "revoked";
        }
        return isGood(now) ? "good" : "expired";
    }
}
