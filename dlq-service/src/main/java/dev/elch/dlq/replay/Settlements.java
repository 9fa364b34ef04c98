package dev.elch.dlq.replay;

import dev.elch.contract.DeliveryState;
import dev.elch.dlq.deadletter.Letter;
import dev.elch.dlq.deadletter.LetterFollower;
import dev.elch.dlq.deadletter.MongoClaims;
import dev.elch.dlq.deadletter.MongoClaims.Place;
import dev.elch.dlq.deadletter.MongoProviders;
import dev.elch.dlq.deadletter.Transition;
import dev.elch.dlq.meter.DlqMeters;
import java.time.Clock;
import java.time.Duration;
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
 * Follows letters to the final outcome of their delivery. Returns once everything is durable, so that the offset may be
 * committed; doing it again changes nothing. The entry in the job comes first and the letter second: a crash in between is
 * made good when the same outcome is read again.
 */
final class Settlements implements LetterFollower {

    private static final Duration LIMIT = Duration.ofSeconds(30);

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

    /** A letter of a later round says of the one before that its replay failed, even if nobody announced it. */
    @Override
    public void arrived(List<Letter> letters) {
        settleReplayed(letters.stream()
                .filter(letter -> letter.id().round() > 0)
                .map(letter -> new Settlement(
                        letter.id().eventKey(),
                        letter.id().round(),
                        DeliveryState.DEAD,
                        letter.cause().kind(),
                        null))
                .collect(Collectors.toMap(
                        settlement -> settlement.replayed().orElseThrow(),
                        settlement -> settlement,
                        (first, second) -> second)));
    }

    private void settleReplayed(Map<String, Settlement> byLetter) {
        if (byLetter.isEmpty()) {
            return;
        }
        Map<String, Place> places =
                claims.places(byLetter.keySet()).blockOptional(LIMIT).orElse(Map.of());
        Set.copyOf(places.values()).forEach(place -> settlePage(place, byLetter));
        close(places.keySet(), byLetter);
        places.keySet()
                .forEach(id -> Optional.ofNullable(byLetter.get(id))
                        .flatMap(Settlement::closing)
                        .ifPresent(closing -> meters.replayed(closing.to().word())));
    }

    private void settlePage(Place place, Map<String, Settlement> byLetter) {
        pages.change(
                        place.job(),
                        place.page(),
                        entry -> Optional.ofNullable(byLetter.get(entry.letter()))
                                .map(settlement -> settlement.settle(entry))
                                .orElse(entry))
                .block(LIMIT);
    }

    private void close(Set<String> letters, Map<String, Settlement> byLetter) {
        Map<Closing, List<String>> closings = new LinkedHashMap<>();
        letters.forEach(id -> {
            Settlement settlement = byLetter.get(id);
            if (settlement != null) {
                Closing closing = new Closing(settlement.closing().orElseThrow(), settlement.reason());
                closings.computeIfAbsent(closing, key -> new ArrayList<>()).add(id);
            }
        });
        closings.forEach((closing, ids) -> claims.close(ids, closing.transition(), closing.reason(), clock.instant())
                .block(LIMIT));
    }

    /** What is announced of a round that became a letter: who refused it, or that it was accepted after all. */
    private void settleOwn(Collection<Settlement> settlements) {
        List<String> sent = settlements.stream()
                .filter(Settlement::isSent)
                .map(Settlement::own)
                .toList();
        if (!sent.isEmpty()) {
            claims.close(sent, Transition.DELIVER, null, clock.instant()).block(LIMIT);
        }
        Map<String, String> refusals = new LinkedHashMap<>();
        settlements.stream().filter(Settlement::isDead).forEach(settlement -> {
            if (settlement.provider() != null) {
                refusals.put(settlement.own(), settlement.provider());
            }
        });
        providers.refused(refusals).block(LIMIT);
    }

    /** How letters close that close alike. */
    private record Closing(Transition transition, @Nullable String reason) {}
}
