package dev.elch.notification.pipeline;

import dev.elch.contract.DeliveryHeaders;
import dev.elch.contract.DeliveryState;
import dev.elch.notification.deadletter.DeadLetters;
import dev.elch.notification.delivery.Reason;
import dev.elch.notification.delivery.Suppression;
import dev.elch.notification.ledger.ClaimRequest;
import dev.elch.notification.ledger.DeliveryLedger;
import dev.elch.notification.ledger.FinalFailure;
import dev.elch.notification.ledger.JournalEntry;
import dev.elch.notification.ledger.LedgerEntry;
import dev.elch.notification.ledger.Verdict;
import dev.elch.notification.meters.DeliveryMeters;
import dev.elch.notification.record.Envelope;
import dev.elch.notification.record.Published;
import dev.elch.notification.record.Routes;
import dev.elch.notification.retry.Hop;
import dev.elch.notification.settled.Settled;
import dev.elch.notification.settled.SettledEvents;
import dev.elch.notification.suppression.SuppressedAddresses;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** The steps of settling: each method makes one durable step that may be repeated until it is taken. */
final class DurableSteps {

    /** In the journal: an attempt was claimed, and then nothing was sent. */
    static final String UNSENT = "unsent";

    private static final Logger log = LoggerFactory.getLogger(DurableSteps.class);

    private final DeliveryLedger ledger;
    private final Routes routes;
    private final DeadLetters deadLetters;
    private final SettledEvents settledEvents;
    private final SuppressedAddresses suppressions;
    private final DeliveryMeters meters;
    private final Milestones milestones;

    /** @param milestones is told how far a delivery got */
    DurableSteps(
            DeliveryLedger ledger,
            Routes routes,
            DeadLetters deadLetters,
            SettledEvents settledEvents,
            SuppressedAddresses suppressions,
            DeliveryMeters meters,
            Milestones milestones) {
        this.ledger = ledger;
        this.routes = routes;
        this.deadLetters = deadLetters;
        this.settledEvents = settledEvents;
        this.suppressions = suppressions;
        this.meters = meters;
        this.milestones = milestones;
    }

    static DeliveryHeaders.Cause cause(Reason reason) {
        return new DeliveryHeaders.Cause(reason.kind(), reason.code(), reason.text());
    }

    Supplier<Steps.Taken> takingBack(ClaimRequest request, Instant claimed, Reason reason, Instant now) {
        JournalEntry entry =
                new JournalEntry(now, request.round(), request.attempt(), "", UNSENT, reason, Duration.ZERO);
        return () -> {
            ledger.takeBack(request, entry, claimed, now);
            return Steps.Taken.DONE;
        };
    }

    Supplier<Steps.Taken> publishing(Attempt attempt, Hop hop, DeliveryHeaders next) {
        return () -> {
            Published published =
                    routes.publish(hop.topic(), attempt.incoming().envelope().with(next));
            if (published.isNever()) {
                return Steps.Taken.IMPOSSIBLE;
            }
            if (published != Published.YES) {
                return Steps.Taken.AGAIN;
            }
            reached(Milestone.RETRY_PUBLISHED_NOT_RECORDED, attempt);
            return Steps.Taken.DONE;
        };
    }

    Supplier<Steps.Taken> notingFailure(Attempt attempt, FinalFailure failure) {
        return () -> {
            if (!ledger.noteFailure(attempt.claim(), failure)) {
                log.warn(
                        "event {} attempt {}: {} cannot be noted, another process has taken over",
                        attempt.eventKey(),
                        attempt.claim().attempt(),
                        failure.outcome());
                return Steps.Taken.LOST;
            }
            reached(Milestone.FAILURE_NOTED_NOT_DEAD_LETTERED, attempt);
            return Steps.Taken.DONE;
        };
    }

    /** With the journal of every attempt, which the ledger forgets before the dead letter goes. */
    Supplier<Steps.Taken> deadLettering(Attempt attempt, FinalFailure failure, Instant now) {
        DeliveryHeaders dead = attempt.headers()
                .dead(cause(failure.reason()), now)
                .ending(failure.mayBeOut() ? 0 : attempt.claim().fence());
        return () -> {
            List<JournalEntry> journal = new ArrayList<>(ledger.find(attempt.eventKey(), now)
                    .map(LedgerEntry::journal)
                    .orElse(List.of()));
            journal.add(journalEntry(attempt, failure.outcome(), failure.reason(), now));
            Envelope deadLetter = attempt.incoming()
                    .envelope()
                    .carrying(List.of(JournalHeader.of(journal)))
                    .with(dead);
            if (!deadLetters.add(deadLetter)) {
                return Steps.Taken.AGAIN;
            }
            reached(Milestone.DEAD_LETTER_PUBLISHED_NOT_RECORDED, attempt);
            return Steps.Taken.DONE;
        };
    }

    /** Past the ledger. */
    Supplier<Steps.Taken> deadLettering(Envelope deadLetter) {
        return () -> deadLetters.add(deadLetter) ? Steps.Taken.DONE : Steps.Taken.AGAIN;
    }

    Supplier<Steps.Taken> suppressing(Attempt attempt, Suppression suppression, Reason reason, Instant now) {
        String address = attempt.delivery().signIn().email();
        return () -> {
            if (address != null && suppression != Suppression.NONE) {
                suppressions.add(address, suppression, reason, now);
            }
            return Steps.Taken.DONE;
        };
    }

    Supplier<Steps.Taken> recording(Attempt attempt, Verdict verdict, String word, Reason reason, Instant now) {
        return () -> {
            if (!ledger.settle(attempt.claim(), verdict, journalEntry(attempt, word, reason, now), now)) {
                log.warn(
                        "event {} attempt {}: {} cannot be recorded, another process has taken over",
                        attempt.eventKey(),
                        attempt.claim().attempt(),
                        word);
                return Steps.Taken.LOST;
            }
            meters.observe(() -> tell(attempt, verdict, word, reason, now));
            reached(Milestone.RECORDED_NOT_ANNOUNCED, attempt);
            return Steps.Taken.DONE;
        };
    }

    Supplier<Steps.Taken> announcing(
            Attempt attempt, DeliveryState outcome, @Nullable Reason reason, String receipt, Instant now) {
        Settled settled = new Settled(
                attempt.eventKey(),
                attempt.delivery().signIn().userId(),
                outcome,
                reason == null ? null : reason.kind(),
                emptyToNull(attempt.provider()),
                emptyToNull(receipt),
                attempt.claim().attempt(),
                attempt.claim().round(),
                now,
                attempt.incoming().traceparent());
        return () -> {
            if (!settledEvents.publish(settled)) {
                return Steps.Taken.AGAIN;
            }
            reached(Milestone.ANNOUNCED_NOT_COMMITTED, attempt);
            return Steps.Taken.DONE;
        };
    }

    /** Announces the end of a replay that the ledger does not take. */
    Supplier<Steps.Taken> announcingDeadLetter(IncomingRecord incoming, String eventKey, Reason reason, Instant now) {
        Settled settled = new Settled(
                eventKey,
                "",
                DeliveryState.DEAD,
                reason.kind(),
                null,
                null,
                incoming.headers().attempt(),
                incoming.headers().round(),
                now,
                incoming.traceparent());
        return () -> settledEvents.publish(settled) ? Steps.Taken.DONE : Steps.Taken.AGAIN;
    }

    /** Announces for {@code round} what is settled already: before a crash, or in an earlier round. */
    Supplier<Steps.Taken> announcingAgain(LedgerEntry entry, int round, @Nullable String traceparent) {
        Settled settled = new Settled(
                entry.eventKey(),
                entry.userId(),
                entry.state(),
                entry.reason() == null ? null : entry.reason().kind(),
                emptyToNull(entry.provider()),
                emptyToNull(entry.receipt()),
                entry.attempt(),
                round,
                entry.settledAt() == null ? entry.createdAt() : entry.settledAt(),
                traceparent);
        return () -> settledEvents.publish(settled) ? Steps.Taken.DONE : Steps.Taken.AGAIN;
    }

    void reached(Milestone milestone, Attempt attempt) {
        milestones.reached(milestone, attempt.eventKey());
    }

    private static JournalEntry journalEntry(Attempt attempt, String word, Reason reason, Instant now) {
        return new JournalEntry(
                now,
                attempt.claim().round(),
                attempt.claim().attempt(),
                attempt.provider(),
                word,
                reason,
                attempt.latency());
    }

    private void tell(Attempt attempt, Verdict verdict, String word, Reason reason, Instant now) {
        meters.attempt(attempt.claim().attempt(), word);
        if (verdict.state().isFinal()) {
            meters.settled(
                    verdict.state().name(),
                    reason.kind(),
                    Duration.between(attempt.delivery().signIn().occurredAt(), now));
        }
        // The usual case is in the ledger, and would be most of the log.
        Level level = verdict.state() == DeliveryState.SENT ? Level.DEBUG : Level.INFO;
        log.atLevel(level)
                .log(
                        "event {} attempt {}: {} by {} ({} {}), now {}",
                        attempt.eventKey(),
                        attempt.claim().attempt(),
                        word,
                        attempt.provider().isEmpty() ? "no provider" : attempt.provider(),
                        reason.kind(),
                        reason.code(),
                        verdict.state());
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
