package dev.elch.notification.jobs;

import dev.elch.access.problem.InvalidRequestException;
import dev.elch.contract.EventKeys;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** What a caller may call a job: its key becomes the id, a part of a path and of a Message-ID. */
final class IdempotencyKey {

    /** A key such as . or .. would be another path. */
    private static final Pattern HAS_A_NAME = Pattern.compile("[A-Za-z0-9].*");

    /** Parts of our own paths, and words that clients send when they have no key. */
    private static final Set<String> RESERVED =
            Set.of("signin-notification", "null", "undefined", "nan", "none", "true", "false");

    /** How our own keys begin: of digests, and of bodies without a key. */
    private static final Set<String> OURS = Set.of("digest.", "body.");

    private static final Pattern VERSION_7 =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-7[0-9a-fA-F]{3}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private IdempotencyKey() {}

    /**
     * Gives {@code key} back, or fails as an invalid request. Keys of sign-ins are UUIDs of version 7, which say when they were
     * made: one that is older than the ledger remembers could repeat a sign-in that the ledger has forgotten.
     *
     * @param remembered how long the ledger remembers a key
     */
    static String checked(String key, Instant now, Duration remembered) {
        if (!EventKeys.isAcceptable(key) || !HAS_A_NAME.matcher(key).matches()) {
            throw new InvalidRequestException(
                    "Idempotency-Key", "must be 1 to 128 letters, digits or . _ : - and begin with a letter or digit");
        }
        String small = key.toLowerCase(Locale.ROOT);
        if (RESERVED.contains(small) || OURS.stream().anyMatch(small::startsWith)) {
            throw new InvalidRequestException("Idempotency-Key", "must not be " + key + ": that is reserved");
        }
        madeAt(key).filter(made -> made.isBefore(now.minus(remembered))).ifPresent(made -> {
            throw new InvalidRequestException(
                    "Idempotency-Key",
                    "is a UUID of " + made.truncatedTo(ChronoUnit.SECONDS) + ", and keys are remembered for "
                            + remembered.toDays() + " days: use a new one");
        });
        return key;
    }

    private static Optional<Instant> madeAt(String key) {
        if (!VERSION_7.matcher(key).matches()) {
            return Optional.empty();
        }
        return Optional.of(Instant.ofEpochMilli(UUID.fromString(key).getMostSignificantBits() >>> 16));
    }
}
