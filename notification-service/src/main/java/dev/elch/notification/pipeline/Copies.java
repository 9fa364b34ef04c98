package dev.elch.notification.pipeline;

import dev.elch.notification.ledger.ClaimResult;
import dev.elch.notification.meters.DeliveryMeters;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Drops records whose event is handled already. */
final class Copies {

    private static final Logger log = LoggerFactory.getLogger(Copies.class);

    private final DurableSteps durable;
    private final Steps steps;
    private final DeliveryMeters meters;

    Copies(DurableSteps durable, Steps steps, DeliveryMeters meters) {
        this.durable = durable;
        this.steps = steps;
        this.meters = meters;
    }

    /** The end of the event is announced again where its announcement may be missing, or where a replay waits for it. */
    Handled drop(IncomingRecord incoming, ClaimResult.AlreadyHandled handled) {
        log.info(
                "event {}: {} is a copy, the event is {}",
                handled.entry().eventKey(),
                incoming.place(),
                handled.entry().state());
        Handled done = new Handled.Done(Handled.ProviderAnswer.NONE);
        int round = incoming.headers().round();
        boolean isReplayInVain = round > handled.entry().round();
        if (handled.bySameRecord() || isReplayInVain) {
            return steps.take(List.of(durable.announcingAgain(handled.entry(), round, incoming.traceparent())), done);
        }
        meters.duplicate(handled.entry().state().name());
        return done;
    }
}
