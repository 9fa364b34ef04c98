package dev.elch.notification.settled;

import dev.elch.contract.DeliveryState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The end of one notification.
 *
 * @param eventKey key of the event; where it was read, as {@code topic-partition-offset}, when it has none
 * @param userId the account; empty when the event could not be read
 * @param outcome how it ended: a final state
 * @param reason why, as a short word; null when it was sent
 * @param provider who took or refused it; null when no provider was asked
 * @param receipt the provider's id of the mail; null when there is none
 * @param attempt the attempt that settled it, from 1
 * @param round 0 on the first pass, plus 1 for every replay
 * @param settledAt when
 * @param traceparent trace it belongs to; null when unknown
 */
public record Settled(
        String eventKey,
        String userId,
        DeliveryState outcome,
        @Nullable String reason,
        @Nullable String provider,
        @Nullable String receipt,
        int attempt,
        int round,
        Instant settledAt,
        @Nullable String traceparent) {}
