package dev.elch.dlq.deadletter;

import dev.elch.dlq.audit.MongoAuditLog;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Sets letters aside and takes them back, each time writing down first who wants it and why. */
public final class Shelf {

    private final MongoLetters letters;
    private final MongoLetterMoves moves;
    private final MongoAuditLog audit;
    private final Confirmation confirmation;
    private final Clock clock;

    Shelf(MongoLetters letters, MongoLetterMoves moves, MongoAuditLog audit, Confirmation confirmation, Clock clock) {
        this.letters = letters;
        this.moves = moves;
        this.audit = audit;
        this.confirmation = confirmation;
        this.clock = clock;
    }

    /**
     * Moves one letter.
     *
     * @param transition {@link Transition#DISCARD} or {@link Transition#RESTORE}
     * @param seenVersion the version that the actor saw; empty: whichever it has
     */
    public Mono<Moving> move(
            LetterId id, Transition transition, String actor, String reason, Optional<Long> seenVersion) {
        return audit.write(actor, verb(transition), Map.of("letter", id.toString(), "reason", reason))
                .flatMap(written -> moves.move(id, new Move(transition, actor, reason, clock.instant()), seenVersion));
    }

    /**
     * Moves all that are meant and can make this move.
     *
     * @param typed what the actor typed to confirm; empty: nothing
     */
    public Mono<BulkMoving> moveAll(
            Selection selection, Transition transition, String actor, String reason, Optional<String> typed) {
        LetterFilter movable = movable(selection.filter(), transition);
        return letters.count(movable).flatMap(count -> {
            Optional<String> needed = confirmation.needed(verb(transition), count);
            return needed.isPresent() && !needed.equals(typed)
                    ? Mono.just(new BulkMoving.Unconfirmed(count, needed.get()))
                    : audit.write(
                                    actor,
                                    verb(transition),
                                    Map.of(
                                            "filter", selection.filter().toString(),
                                            "letters", Long.toString(count),
                                            "reason", reason))
                            .flatMap(written ->
                                    moves.moveAll(movable, new Move(transition, actor, reason, clock.instant())))
                            .map(BulkMoving.Moved::new);
        });
    }

    /** Who did not ask for a state means those that are moved so as a rule; who asked for others gets none of them. */
    private static LetterFilter movable(LetterFilter filter, Transition transition) {
        return filter.value(Criterion.STATE).isPresent()
                ? filter
                : filter.with(Criterion.STATE, transition.usual().word());
    }

    private static String verb(Transition transition) {
        return transition.name().toLowerCase(Locale.ROOT);
    }
}
