package dev.elch.dlq.replay;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How dead letters are sent again.
 *
 * @param maxRounds loop guard: a dead letter that failed in this many replays is not sent again
 * @param notAfter a mail is of no use so long after the sign-in; the same value as in notification-service
 * @param defaultRate dead letters a second when an order names no rate
 * @param pauseAfterFailures a job pauses itself when so many dead letters have failed again since it was started or resumed...
 * @param pauseAtShare ...and they are at least this share of the outcomes since then, from 0 to 1
 * @param topics topics of others to which dead letters may be sent instead; none: only to the replay topic
 * @param lease how long an instance may be silent before another one takes over its jobs
 */
@ConfigurationProperties("elch.replay")
public record ReplayProperties(
        @DefaultValue("3") int maxRounds,
        @DefaultValue("24h") Duration notAfter,
        @DefaultValue("50") int defaultRate,
        @DefaultValue("10") int pauseAfterFailures,
        @DefaultValue("0.5") double pauseAtShare,
        @DefaultValue List<String> topics,
        @DefaultValue("10s") Duration lease) {

    public ReplayProperties {
        topics = new ReplayTopics(topics).others();
        if (maxRounds < 1 || maxRounds > 100) {
            throw new IllegalArgumentException("elch.replay.max-rounds must be 1 to 100, not " + maxRounds);
        }
        if (defaultRate < 1 || defaultRate > ReplayOrder.MAX_RATE) {
            throw new IllegalArgumentException("elch.replay.default-rate must be 1 to " + ReplayOrder.MAX_RATE);
        }
        if (pauseAfterFailures < 1 || pauseAtShare < 0 || pauseAtShare > 1) {
            throw new IllegalArgumentException(
                    "elch.replay.pause-after-failures must be at least 1 and pause-at-share 0 to 1");
        }
        if (lease.compareTo(Duration.ofSeconds(2)) < 0) {
            throw new IllegalArgumentException("elch.replay.lease must be at least 2 s, not " + lease);
        }
    }

    public ReplayTopics where() {
        return new ReplayTopics(topics);
    }

    /** Whether so many failures mean that something is still broken. */
    public boolean isTrouble(ReplayJob.Outcomes since) {
        long outcomes = since.delivered() + since.failedAgain();
        boolean areMany = since.failedAgain() >= pauseAfterFailures;
        boolean areMost = since.failedAgain() >= pauseAtShare * outcomes;
        return areMany && areMost;
    }
}
