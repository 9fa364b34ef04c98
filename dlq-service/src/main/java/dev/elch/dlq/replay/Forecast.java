package dev.elch.dlq.replay;

import dev.elch.contract.DeliveryHeaders;
import dev.elch.dlq.deadletter.LetterState;
import dev.elch.dlq.deadletter.Outline;
import java.time.Instant;
import java.util.Optional;

/** Knows which letters it makes no sense to send again. The preview and the run ask the same question. */
final class Forecast {

    static final String LOOP_GUARD = "loop_guard";
    static final String EXPIRED = "expired";
    static final String UNDECODABLE = "undecodable";
    static final String EDIT_WAITS = "edit_waits";
    static final String NOT_OPEN = "not_open";

    private final ReplayProperties properties;
    private final boolean isFollowed;

    /** @param topic where the letters would be sent */
    Forecast(ReplayProperties properties, String topic) {
        this.properties = properties;
        this.isFollowed = ReplayTopics.isFollowed(topic);
    }

    /** Why a letter that a job has would not be sent; empty: it would be. */
    Optional<String> skipped(Outline letter, Instant now) {
        if (letter.round() >= (isFollowed ? properties.maxRounds() : DeliveryHeaders.MAX_ROUND)) {
            return Optional.of(LOOP_GUARD);
        }
        if (letter.isEditWaiting()) {
            return Optional.of(EDIT_WAITS);
        }
        return isFollowed ? useless(letter, now) : Optional.empty();
    }

    /** The same for a letter that no job has yet. */
    Optional<String> skippedAtFirst(Outline letter, Instant now) {
        return letter.state() == LetterState.OPEN ? skipped(letter, now) : Optional.of(NOT_OPEN);
    }

    /** What would become no mail here may be just what somebody else wants. */
    private Optional<String> useless(Outline letter, Instant now) {
        if (!letter.isDecoded()) {
            return Optional.of(UNDECODABLE);
        }
        boolean isExpired = letter.occurredAt()
                .map(occurredAt -> now.isAfter(occurredAt.plus(properties.notAfter())))
                .orElse(false);
        return isExpired ? Optional.of(EXPIRED) : Optional.empty();
    }
}
