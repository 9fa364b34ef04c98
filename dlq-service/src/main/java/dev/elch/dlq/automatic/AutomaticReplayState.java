package dev.elch.dlq.automatic;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where the automatic replay of one cause stands.
 *
 * @param version goes up with every change
 * @param job the replay job at work, or the last one; null: there was none
 * @param failures how often it has failed in a row
 * @param notBefore nothing is tried before this
 */
public record AutomaticReplayState(
        String kind, long version, Phase phase, @Nullable String job, int failures, Instant notBefore) {

    static AutomaticReplayState none(String kind) {
        return new AutomaticReplayState(kind, 0, Phase.IDLE, null, 0, Instant.EPOCH);
    }

    AutomaticReplayState working(Phase next, String byJob) {
        return new AutomaticReplayState(kind, version + 1, next, byJob, failures, notBefore);
    }

    AutomaticReplayState idle(int newFailures, Instant until) {
        return new AutomaticReplayState(kind, version + 1, Phase.IDLE, job, newFailures, until);
    }
}
