package dev.elch.notification.jobs;

import dev.elch.access.problem.InvalidRequestException;
import dev.elch.contract.EventKeys;
import java.util.Locale;
import java.util.Set;
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

    private IdempotencyKey() {}

    /** Gives {@code key} back, or fails as an invalid request. */
    static String checked(String key) {
        if (!EventKeys.isAcceptable(key) || !HAS_A_NAME.matcher(key).matches()) {
            throw new InvalidRequestException(
                    "Idempotency-Key", "must be 1 to 128 letters, digits or . _ : - and begin with a letter or digit");
        }
        String small = key.toLowerCase(Locale.ROOT);
        if (RESERVED.contains(small) || OURS.stream().anyMatch(small::startsWith)) {
            throw new InvalidRequestException("Idempotency-Key", "must not be " + key + ": that is reserved");
        }
        return key;
    }
}
