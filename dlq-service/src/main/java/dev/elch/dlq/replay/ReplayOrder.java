package dev.elch.dlq.replay;

import dev.elch.dlq.preview.PreviewToken;
import dev.elch.dlq.problem.InvalidFieldException;
import dev.elch.dlq.search.Selection;
import java.util.Optional;

/**
 * A request to replay dead letters.
 *
 * @param topic where to; one that {@link ReplayTopics} allows
 * @param rate at most so many dead letters a second
 * @param actor who wants it
 * @param reason why
 * @param seen the preview that the actor looked at: no other dead letters are replayed; empty: none was looked at
 */
public record ReplayOrder(
        Selection selection, String topic, int rate, String actor, String reason, Optional<PreviewToken> seen) {

    public static final int MAX_RATE = 5_000;

    public ReplayOrder {
        if (rate < 1 || rate > MAX_RATE) {
            throw new InvalidFieldException("rate", "must be 1 to " + MAX_RATE + " dead letters a second");
        }
    }
}
