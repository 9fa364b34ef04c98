package dev.elch.dlq.replay;

import dev.elch.dlq.search.DeadLetterFilter;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A replay, as it is kept.
 *
 * @param id sorts by time
 * @param filter which dead letters it was ordered for
 * @param topic where its dead letters are sent
 * @param state where it stands
 * @param why why it stands there, for people; null: nothing special
 * @param cutoff dead letters that were stored later do not belong to it
 * @param selected how many dead letters belong to it; 0 until they are frozen
 * @param pages how many pages the membership has; 0 until it is frozen
 * @param nextPage the first page that may have dead letters to send
 * @param positions where on that topic, by partition, the next of its records can be at the earliest
 * @param before the balance when it was last started or resumed, for judging what has failed since
 * @param owner which instance works on it; null: none does
 */
public record ReplayJob(
        String id,
        DeadLetterFilter filter,
        String topic,
        int rate,
        String actor,
        String reason,
        JobState state,
        @Nullable String why,
        Instant cutoff,
        Instant changedAt,
        long selected,
        int pages,
        int nextPage,
        Map<Integer, Long> positions,
        Outcomes before,
        @Nullable String owner) {

    public ReplayJob {
        positions = Map.copyOf(positions);
    }

    /**
     * How replays came out.
     *
     * @param delivered mails that were accepted
     * @param failedAgain dead letters that failed again
     */
    public record Outcomes(long delivered, long failedAgain) {

        static final Outcomes NONE = new Outcomes(0, 0);

        public static Outcomes of(Balance balance) {
            return new Outcomes(
                    balance.count(ReplayEntryState.DELIVERED), balance.count(ReplayEntryState.FAILED_AGAIN));
        }

        public Outcomes since(Outcomes before) {
            return new Outcomes(delivered - before.delivered, failedAgain - before.failedAgain);
        }
    }
}
