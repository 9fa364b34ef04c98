package dev.elch.dlq.automatic;

import dev.elch.dlq.replay.ReplayOrder;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Automatic replays.
 *
 * @param kinds causes that pass by themselves, such as {@code provider_down}; empty: nothing is replayed automatically
 * @param quiet no dead letter of the cause may have come for so long before it is tried
 * @param firstWait how long to wait after a first dead letter that failed again; doubles with every further one
 * @param longestWait the wait does not grow beyond this
 * @param rate dead letters a second, once the first one was delivered
 * @param every how often to look
 */
@ConfigurationProperties("elch.automatic")
public record AutomaticProperties(
        @DefaultValue List<String> kinds,
        @DefaultValue("1m") Duration quiet,
        @DefaultValue("2m") Duration firstWait,
        @DefaultValue("1h") Duration longestWait,
        @DefaultValue("20") int rate,
        @DefaultValue("15s") Duration every) {

    private static final int MOST_DOUBLINGS = 20;

    public AutomaticProperties {
        kinds = List.copyOf(kinds);
        if (kinds.stream().anyMatch(kind -> !kind.matches("[A-Za-z0-9_.-]{1,64}"))) {
            throw new IllegalArgumentException("elch.automatic.kinds has a name that is no cause kind: " + kinds);
        }
        if (rate < 1 || rate > ReplayOrder.MAX_RATE) {
            throw new IllegalArgumentException(
                    "elch.automatic.rate must be 1 to " + ReplayOrder.MAX_RATE + ", not " + rate);
        }
        if (firstWait.compareTo(Duration.ofSeconds(1)) < 0 || longestWait.compareTo(firstWait) < 0) {
            throw new IllegalArgumentException(
                    "elch.automatic.first-wait must be at least a second, and longest-wait not" + " shorter; they are "
                            + firstWait + " and " + longestWait);
        }
        if (every.compareTo(Duration.ofSeconds(1)) < 0 || quiet.isNegative()) {
            throw new IllegalArgumentException("elch.automatic.every must be at least a second and quiet not negative");
        }
    }

    /** @param failures how often it has failed in a row, from 1 */
    Duration waitAfter(int failures) {
        Duration grown = firstWait.multipliedBy(1L << Math.min(MOST_DOUBLINGS, failures - 1));
        return grown.compareTo(longestWait) < 0 ? grown : longestWait;
    }
}
