package dev.elch.notification.retry;

import dev.elch.contract.DeliveryHeaders;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The retry chain.
 *
 * @param delays waits between attempts, ascending; the topic of each step is named after its delay and has to exist
 * @param jitter share of a delay by which a wait may be lengthened at random, from 0 (none) to below 1
 * @param publishTimeout how long a record may take to reach every in-sync replica before the attempt to settle it is repeated
 * @param parkedDeadLettersEvery how often dead letters that the dead-letter topic did not take are offered to it again
 */
@ConfigurationProperties("elch.retry")
public record RetryProperties(
        @DefaultValue({"1s", "5s", "30s", "2m", "10m"}) List<Duration> delays,
        @DefaultValue("0") double jitter,
        @DefaultValue("10s") Duration publishTimeout,
        @DefaultValue("5s") Duration parkedDeadLettersEvery) {

    public RetryProperties {
        delays = List.copyOf(delays);
        requireAscending(delays);
        if (!(jitter >= 0 && jitter < 1)) {
            throw new IllegalArgumentException(
                    "elch.retry.jitter is " + jitter + ": it must be at least 0 and below 1");
        }
        if (publishTimeout.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException(
                    "elch.retry.publish-timeout is " + publishTimeout + ": it must be at least 1 s");
        }
        if (parkedDeadLettersEvery.isNegative() || parkedDeadLettersEvery.isZero()) {
            throw new IllegalArgumentException(
                    "elch.retry.parked-dead-letters-every is " + parkedDeadLettersEvery + ": it must be positive");
        }
    }

    static void requireAscending(List<Duration> delays) {
        if (delays.isEmpty()) {
            throw new IllegalArgumentException("elch.retry.delays is empty: name at least one delay, such as 1s");
        }
        if (delays.size() >= DeliveryHeaders.MAX_ATTEMPT) {
            throw new IllegalArgumentException("elch.retry.delays has " + delays.size() + " steps: at most "
                    + (DeliveryHeaders.MAX_ATTEMPT - 1) + " are possible");
        }
        Duration previous = Duration.ZERO;
        for (Duration delay : delays) {
            if (delay.compareTo(previous) <= 0) {
                throw new IllegalArgumentException("elch.retry.delays is " + delays + ": " + delay
                        + " does not come after " + previous + ", each delay must be longer than the one before");
            }
            if (delay.compareTo(DeliveryHeaders.MAX_WAIT) >= 0) {
                throw new IllegalArgumentException(
                        "elch.retry.delays is " + delays + ": " + delay + " is not below " + DeliveryHeaders.MAX_WAIT);
            }
            previous = delay;
        }
    }
}
