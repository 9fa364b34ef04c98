package dev.elch.notification.intake;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How records are taken in.
 *
 * @param group consumer group of the main and replay topics; the retry topics are read as {@code <group>-retry}
 * @param running records worked on at the same time in this process
 * @param runningPerPartition of which may be of one partition
 * @param liveReserve how many of {@code running} retries leave to live traffic
 * @param headStart how long before it is due a retry is prepared, all but the sending; 0 to 10 s
 * @param parkedPerPartition fetched records of one partition that wait in memory
 * @param spanPerPartition offsets of one partition between the committed position and the last fetched one
 * @param pollAtMost longest wait for new records
 * @param commitEvery time between two commits
 * @param drainAtMost how long a partition that is taken away is held back for work that is begun
 * @param grace how long a stop waits for work that is begun
 * @param probeEvery time between two probes of a provider that cannot work
 * @param failureTries tries of a record that fails in a way that was not foreseen, before it becomes a dead letter
 *     {@code internal_error}; at least 1
 * @param failurePause before its second try; every further pause is twice as long
 * @param failurePauseAtMost longest pause between two such tries
 * @param heldAtMost how long a committed offset may stand while its record is due, before readiness names the partition
 */
@ConfigurationProperties("elch.intake")
public record IntakeProperties(
        @DefaultValue("notification-service") String group,
        @DefaultValue("16") int running,
        @DefaultValue("14") int runningPerPartition,
        @DefaultValue("4") int liveReserve,
        @DefaultValue("100ms") Duration headStart,
        @DefaultValue("1000") int parkedPerPartition,
        @DefaultValue("20000") int spanPerPartition,
        @DefaultValue("100ms") Duration pollAtMost,
        @DefaultValue("500ms") Duration commitEvery,
        @DefaultValue("10s") Duration drainAtMost,
        @DefaultValue("20s") Duration grace,
        @DefaultValue("1s") Duration probeEvery,
        @DefaultValue("10") int failureTries,
        @DefaultValue("20ms") Duration failurePause,
        @DefaultValue("2s") Duration failurePauseAtMost,
        @DefaultValue("10s") Duration heldAtMost) {

    private static final Duration LONGEST_HEAD_START = Duration.ofSeconds(10);

    public IntakeProperties {
        requirePositive("poll-at-most", pollAtMost);
        requirePositive("commit-every", commitEvery);
        requirePositive("probe-every", probeEvery);
        requirePositive("failure-pause", failurePause);
        requirePositive("failure-pause-at-most", failurePauseAtMost);
        requirePositive("held-at-most", heldAtMost);
        if (headStart.isNegative() || headStart.compareTo(LONGEST_HEAD_START) > 0) {
            throw new IllegalArgumentException(
                    "elch.intake.head-start is " + headStart + ": it must be from 0 to " + LONGEST_HEAD_START);
        }
    }

    FailureRules failureRules() {
        return new FailureRules(failureTries, failurePause, failurePauseAtMost);
    }

    WorkLimits limits() {
        return new WorkLimits(running, runningPerPartition, liveReserve, parkedPerPartition, spanPerPartition);
    }

    private static void requirePositive(String name, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("elch.intake." + name + " is " + duration + ": it must be positive");
        }
    }
}
