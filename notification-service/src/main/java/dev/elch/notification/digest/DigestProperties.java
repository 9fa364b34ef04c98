package dev.elch.notification.digest;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How sign-ins beyond the quota are told.
 *
 * @param listed how many sign-ins a digest lists one by one, at most; the others are counted
 * @param poll how often each instance looks for digests that are due
 * @param grace how long after the end of the window a digest goes out, so that late sign-ins still get in
 * @param lease how long an instance may take to deliver one digest, before another takes over; must be longer than the
 *     timeouts of the mail provider
 * @param retries how long after each failed attempt the next one follows; the last one repeats
 * @param pause how long no digest is sent after the provider refused us, not the mail
 * @param notAfter how long after the end of the window a digest is of use; later it is dropped
 */
@ConfigurationProperties("elch.digest")
public record DigestProperties(
        @DefaultValue("10") int listed,
        @DefaultValue("1s") Duration poll,
        @DefaultValue("2s") Duration grace,
        @DefaultValue("2m") Duration lease,
        @DefaultValue({"1s", "5s", "30s", "2m", "10m"}) List<Duration> retries,
        @DefaultValue("1m") Duration pause,
        @DefaultValue("24h") Duration notAfter) {

    public DigestProperties {
        if (listed < 1 || listed > 100) {
            throw new IllegalArgumentException("elch.digest.listed " + listed + " is not within 1 to 100");
        }
        if (grace.isNegative()) {
            throw new IllegalArgumentException("elch.digest.grace " + grace + " is negative");
        }
        if (retries.isEmpty()) {
            throw new IllegalArgumentException("elch.digest.retries is empty: give at least one duration");
        }
        retries.forEach(retry -> requirePositive("retries", retry));
        requirePositive("poll", poll);
        requirePositive("lease", lease);
        requirePositive("pause", pause);
        requirePositive("not-after", notAfter);
        retries = List.copyOf(retries);
    }

    /** How long to wait after the given attempt, counted from 1. */
    Duration waitAfter(int attempt) {
        return retries.get(Math.min(attempt, retries.size()) - 1);
    }

    private static void requirePositive(String name, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("elch.digest." + name + " " + duration + " must be positive");
        }
    }
}
