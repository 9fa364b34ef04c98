package dev.elch.dlq.replay;

import dev.elch.contract.DeliveryHeaders;
import dev.elch.dlq.deadletter.DeadLetterState;
import dev.elch.dlq.deadletter.DeadLetterSummary;
import java.time.Instant;
import java.util.Optional;

/** Predicts which dead letters a replay would skip, and why. Preview and run use the same code. */
public final class Forecast {

    static final String LOOP_GUARD = "loop_guard";
    static final String EXPIRED = "expired";
    static final String UNDECODABLE = "undecodable";
    static final String EDIT_WAITS = "edit_waits";
    public static final String NOT_OPEN = "not_open";

    private final ReplayProperties properties;
    private final boolean isFollowed;

    /** @param topic where the dead letters would be sent */
    public Forecast(ReplayProperties properties, String topic) {
        this.properties = properties;
        this.isFollowed = ReplayTopics.isFollowed(topic);
    }

    /** Why a dead letter that a job has would not be sent; empty: it would be. */
    public Optional<String> skipped(DeadLetterSummary deadLetter, Instant now) {
        if (deadLetter.round() >= (isFollowed ? properties.maxRounds() : DeliveryHeaders.MAX_ROUND)) {
            return Optional.of(LOOP_GUARD);
        }
        if (deadLetter.isEditWaiting()) {
            return Optional.of(EDIT_WAITS);
        }
        return isFollowed ? useless(deadLetter, now) : Optional.empty();
    }

    /** The same for a dead letter that no job has yet. */
    Optional<String> skippedAtFirst(DeadLetterSummary deadLetter, Instant now) {
        return deadLetter.state() == DeadLetterState.OPEN ? skipped(deadLetter, now) : Optional.of(NOT_OPEN);
    }

    /** What would become no mail here may still be wanted on another topic. */
    private Optional<String> useless(DeadLetterSummary deadLetter, Instant now) {
        if (!deadLetter.isDecoded()) {
            return Optional.of(UNDECODABLE);
        }
        boolean isExpired = deadLetter
                .occurredAt()
                .map(occurredAt -> now.isAfter(occurredAt.plus(properties.notAfter())))
                .orElse(false);
        return isExpired ? Optional.of(EXPIRED) : Optional.empty();
    }
}
