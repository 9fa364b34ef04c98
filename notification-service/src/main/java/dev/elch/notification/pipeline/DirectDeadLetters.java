package dev.elch.notification.pipeline;

import dev.elch.contract.DeliveryHeaders;
import dev.elch.notification.delivery.Reason;
import dev.elch.notification.ledger.LedgerEntry;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes dead letters past the ledger, which may not know the event, or know its key for something else. */
final class DirectDeadLetters {

    private static final Logger log = LoggerFactory.getLogger(DirectDeadLetters.class);

    private final DurableSteps durable;
    private final Steps steps;
    private final Clock clock;

    DirectDeadLetters(DurableSteps durable, Steps steps, Clock clock) {
        this.durable = durable;
        this.steps = steps;
        this.clock = clock;
    }

    /** A record whose bytes are no event. */
    Handled unreadable(IncomingRecord incoming, Reason reason) {
        String eventKey = incoming.headers().eventKey();
        return incoming.headers().round() > 0 && eventKey != null
                ? addAndAnnounce(incoming, eventKey, reason)
                : add(incoming, reason);
    }

    /** A record whose event was seen before with other content. */
    Handled conflicting(IncomingRecord incoming, LedgerEntry seen) {
        Reason reason =
                Reason.of("conflicting_payload", "event " + seen.eventKey() + " was seen before with other content");
        return incoming.headers().round() > seen.round()
                ? addAndAnnounce(incoming, seen.eventKey(), reason)
                : add(incoming, reason);
    }

    Handled add(IncomingRecord incoming, Reason reason) {
        return take(incoming, reason, clock.instant(), List.of());
    }

    /** For a replay, whose order waits for its end. */
    private Handled addAndAnnounce(IncomingRecord incoming, String eventKey, Reason reason) {
        Instant now = clock.instant();
        return take(incoming, reason, now, List.of(durable.announcingDeadLetter(incoming, eventKey, reason, now)));
    }

    private Handled take(IncomingRecord incoming, Reason reason, Instant now, List<Supplier<Steps.Taken>> afterwards) {
        log.warn("{}: straight to the dead letters, {}: {}", incoming.place(), reason.kind(), reason.text());
        DeliveryHeaders dead = incoming.headers().dead(DurableSteps.cause(reason), now);
        List<Supplier<Steps.Taken>> all = new ArrayList<>();
        all.add(durable.deadLettering(incoming.envelope().with(dead)));
        all.addAll(afterwards);
        return steps.take(all, new Handled.Done(Handled.ProviderAnswer.NONE));
    }
}
