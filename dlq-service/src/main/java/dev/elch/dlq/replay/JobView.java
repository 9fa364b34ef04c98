package dev.elch.dlq.replay;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A replay job. Always: selected = delivered + failedAgain + handedOver + skipped + open.
 *
 * @param why why it stands where it stands; absent: nothing special
 * @param orderedAt when it was ordered; dead letters that were stored later do not belong to it
 * @param topic where its dead letters are sent
 * @param handedOver dead letters on a topic outside Elch; their outcome is unknown
 * @param open dead letters whose outcome is still to come: {@code toSend} and {@code sent}
 * @param toSend those of them that are not sent yet
 * @param skippedFor the skipped ones by reason
 */
record JobView(
        String id,
        String state,
        @Nullable String why,
        Map<String, String> filter,
        String topic,
        int rate,
        String orderedBy,
        String reason,
        Instant orderedAt,
        Instant changedAt,
        long selected,
        long delivered,
        long failedAgain,
        long handedOver,
        long skipped,
        long open,
        long toSend,
        long sent,
        Map<String, Long> skippedFor) {

    /** @param masked whether a person must not be known by the filter */
    static JobView of(ReplayJob job, Balance balance, boolean masked) {
        return new JobView(
                job.id(),
                job.state().word(),
                job.why(),
                masked ? job.filter().valuesForViewers() : job.filter().valuesByName(),
                job.topic(),
                job.rate(),
                job.actor(),
                job.reason(),
                job.cutoff(),
                job.changedAt(),
                job.selected(),
                balance.count(ReplayEntryState.DELIVERED),
                balance.count(ReplayEntryState.FAILED_AGAIN),
                balance.count(ReplayEntryState.HANDED_OVER),
                balance.count(ReplayEntryState.SKIPPED),
                balance.open(),
                balance.count(ReplayEntryState.PENDING),
                balance.count(ReplayEntryState.SENDING) + balance.count(ReplayEntryState.SENT),
                balance.skipped());
    }
}
