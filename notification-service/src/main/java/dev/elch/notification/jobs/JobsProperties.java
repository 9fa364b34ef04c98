package dev.elch.notification.jobs;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The job API.
 *
 * @param relayAfter how long after it was handed in a job is published by the relay, when it was not published at once
 * @param relayEvery how often the relay looks for such jobs
 * @param publishTimeout how long a job may take to reach every in-sync replica of its topic
 * @param watchEvery how often the ledger is asked for a job that is watched
 * @param heartbeat how often a watcher hears from us when nothing changes
 * @param watchAtMost how long one may watch without asking again
 * @param watchers how many may watch at the same time
 */
@ConfigurationProperties("elch.jobs")
public record JobsProperties(
        @DefaultValue("5s") Duration relayAfter,
        @DefaultValue("1s") Duration relayEvery,
        @DefaultValue("10s") Duration publishTimeout,
        @DefaultValue("500ms") Duration watchEvery,
        @DefaultValue("15s") Duration heartbeat,
        @DefaultValue("10m") Duration watchAtMost,
        @DefaultValue("500") int watchers) {

    public JobsProperties {
        requirePositive("relay-after", relayAfter);
        requirePositive("relay-every", relayEvery);
        requirePositive("publish-timeout", publishTimeout);
        requirePositive("watch-every", watchEvery);
        requirePositive("heartbeat", heartbeat);
        requirePositive("watch-at-most", watchAtMost);
        if (watchers < 1) {
            throw new IllegalArgumentException("elch.jobs.watchers is " + watchers + ": it must be at least 1");
        }
    }

    private static void requirePositive(String name, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("elch.jobs." + name + " is " + duration + ": it must be positive");
        }
    }
}
