package dev.elch.dlq.settlement;

import dev.elch.contract.DeliveryState;
import dev.elch.dlq.MongoAnswers;
import dev.elch.dlq.deadletter.DeadLetter;
import dev.elch.dlq.deadletter.Transition;
import dev.elch.dlq.intake.DeadLetterFollower;
import dev.elch.dlq.intake.MongoProviders;
import dev.elch.dlq.meter.DlqMeters;
import dev.elch.dlq.replay.MongoClaims;
import dev.elch.dlq.replay.MongoClaims.Place;
import dev.elch.dlq.replay.MongoReplayPages;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Follows dead letters to the final outcome of their delivery. Returns once everything is durable, so that the offset may be
 * committed; doing it again changes nothing. The entry in the job comes first and the dead letter second: a crash in between is
 * made good when the same outcome is read again.
 */
final class Settlements implements DeadLetterFollower {

    private final MongoAnswers answers = MongoAnswers.inTime();
    private final MongoClaims claims;
    private final MongoReplayPages pages;
    private final MongoProviders providers;
    private final DlqMeters meters;
    private final Clock clock;

    Settlements(MongoClaims claims, MongoReplayPages pages, MongoProviders providers, DlqMeters meters, Clock clock) {
        this.claims = claims;
        this.pages = pages;
        this.providers = providers;
        this.meters = meters;
        this.clock = clock;
    }

    void settle(Collection<Settlement> settlements) {
        Map<String, Settlement> replayed = new LinkedHashMap<>();
        settlements.stream()
                .filter(settlement -> settlement.closing().isPresent())
                .forEach(settlement -> settlement.replayed().ifPresent(id -> replayed.put(id, settlement)));
        settlements.stream()
                .filter(Settlement::isSent)
                .forEach(settlement -> replayed.put(settlement.own(), settlement));
        settleReplayed(replayed);
        settleOwn(settlements);
    }

    /** A dead letter of a later round proves that the replay of the one before failed, even without a settlement record. */
    @Override
    public void arrived(List<DeadLetter> deadLetters) {
        settleReplayed(deadLetters.stream()
                .filter(deadLetter -> deadLetter.id().round() > 0)
                .map(deadLetter -> new Settlement(
                        deadLetter.id().eventKey(),
                        deadLetter.id().round(),
                        DeliveryState.DEAD,
                        deadLetter.cause().kind(),
                        null))
                .collect(Collectors.toMap(
                        settlement -> settlement.replayed().orElseThrow(),
                        settlement -> settlement,
                        (first, second) -> second)));
    }

    private void settleReplayed(Map<String, Settlement> byDeadLetter) {
        if (byDeadLetter.isEmpty()) {
            return;
        }
        Map<String, Place> places =
                claims.places(byDeadLetter.keySet()).as(answers::find).orElse(Map.of());
        Set.copyOf(places.values()).forEach(place -> settlePage(place, byDeadLetter));
        close(places.keySet(), byDeadLetter);
        places.keySet()
                .forEach(id -> Optional.ofNullable(byDeadLetter.get(id))
                        .flatMap(Settlement::closing)
                        .ifPresent(closing -> meters.replayed(closing.to().word())));
    }

    private void settlePage(Place place, Map<String, Settlement> byDeadLetter) {
        pages.change(
                        place.job(),
                        place.page(),
                        entry -> Optional.ofNullable(byDeadLetter.get(entry.deadLetter()))
                                .map(settlement -> settlement.settle(entry))
                                .orElse(entry))
                .as(answers::await);
    }

    private void close(Set<String> deadLetters, Map<String, Settlement> byDeadLetter) {
        Map<Closing, List<String>> closings = new LinkedHashMap<>();
        deadLetters.forEach(id -> {
            Settlement settlement = byDeadLetter.get(id);
            if (settlement != null) {
                Closing closing = new Closing(settlement.closing().orElseThrow(), settlement.reason());
                closings.computeIfAbsent(closing, key -> new ArrayList<>()).add(id);
            }
        });
        closings.forEach((closing, ids) -> claims.close(ids, closing.transition(), closing.reason(), clock.instant())
                .as(answers::await));
    }

    /** A settlement of a round that became a dead letter: which provider refused it, or that the mail was accepted after all. */
    private void settleOwn(Collection<Settlement> settlements) {
        List<String> sent = settlements.stream()
                .filter(Settlement::isSent)
                .map(Settlement::own)
                .toList();
        if (!sent.isEmpty()) {
            claims.close(sent, Transition.DELIVER, null, clock.instant()).as(answers::await);
        }
        Map<String, String> refusals = new LinkedHashMap<>();
        settlements.stream().filter(Settlement::isDead).forEach(settlement -> {
            if (settlement.provider() != null) {
                refusals.put(settlement.own(), settlement.provider());
            }
        });
        providers.refused(refusals).as(answers::await);
    }

    /** How dead letters close that close alike. */
    private record Closing(Transition transition, @Nullable String reason) {}
}
