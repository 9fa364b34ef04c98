package dev.elch.dlq.api;

import dev.elch.dlq.replay.Balance;
import dev.elch.dlq.replay.EntryState;
import dev.elch.dlq.replay.ReplayJob;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A replay job. Always: selected = delivered + failedAgain + handedOver + skipped + open.
 *
 * @param why why it stands where it stands; absent: nothing special
 * @param orderedAt when it was ordered; letters that were stored later do not belong to it
 * @param topic where its letters are sent
 * @param handedOver letters on a topic of somebody else, of which nothing more is known
 * @param open letters whose outcome is still to come: {@code toSend} and {@code sent}
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

    static JobView of(ReplayJob job, Balance balance) {
        return new JobView(
                job.id(),
                job.state().word(),
                job.why(),
                job.filter().valuesByName(),
                job.topic(),
                job.rate(),
                job.actor(),
                job.reason(),
                job.cutoff(),
                job.changedAt(),
                job.selected(),
                balance.count(EntryState.DELIVERED),
                balance.count(EntryState.FAILED_AGAIN),
                balance.count(EntryState.HANDED_OVER),
                balance.count(EntryState.SKIPPED),
                balance.open(),
                balance.count(EntryState.PENDING),
                balance.count(EntryState.SENDING) + balance.count(EntryState.SENT),
                balance.skipped());
    }
}
