package dev.elch.dlq.deadletter;

import dev.elch.dlq.audit.MongoAuditLog;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Sets dead letters aside and takes them back, each time writing down first who wants it and why. */
public final class Discards {

    private final MongoDeadLetters deadLetters;
    private final MongoDeadLetterMoves moves;
    private final MongoAuditLog audit;
    private final Confirmation confirmation;
    private final Clock clock;

    Discards(
            MongoDeadLetters deadLetters,
            MongoDeadLetterMoves moves,
            MongoAuditLog audit,
            Confirmation confirmation,
            Clock clock) {
        this.deadLetters = deadLetters;
        this.moves = moves;
        this.audit = audit;
        this.confirmation = confirmation;
        this.clock = clock;
    }

    /**
     * Moves one dead letter.
     *
     * @param transition {@link Transition#DISCARD} or {@link Transition#RESTORE}
     * @param seenVersion the version that the actor saw; empty: whichever it has
     */
    public Mono<MoveResult> move(
            DeadLetterId id, Transition transition, String actor, String reason, Optional<Long> seenVersion) {
        return audit.write(actor, verb(transition), Map.of("deadLetter", id.toString(), "reason", reason))
                .flatMap(written -> moves.move(id, new Move(transition, actor, reason, clock.instant()), seenVersion));
    }

    /**
     * Moves all that are meant and can make this move.
     *
     * @param typed what the actor typed to confirm; empty: nothing
     */
    public Mono<BulkMoveResult> moveAll(
            Selection selection, Transition transition, String actor, String reason, Optional<String> typed) {
        DeadLetterFilter movable = movable(selection.filter(), transition);
        return deadLetters.count(movable).flatMap(count -> {
            Optional<String> needed = confirmation.needed(verb(transition), count);
            return needed.isPresent() && !needed.equals(typed)
                    ? Mono.just(new BulkMoveResult.Unconfirmed(count, needed.get()))
                    : audit.write(
                                    actor,
                                    verb(transition),
                                    Map.of(
                                            "filter", selection.filter().toString(),
                                            "deadLetters", Long.toString(count),
                                            "reason", reason))
                            .flatMap(written ->
                                    moves.moveAll(movable, new Move(transition, actor, reason, clock.instant())))
                            .map(BulkMoveResult.Moved::new);
        });
    }

    /** Who did not ask for a state means those that are moved so as a rule; who asked for others gets none of them. */
    private static DeadLetterFilter movable(DeadLetterFilter filter, Transition transition) {
        return filter.value(Criterion.STATE).isPresent()
                ? filter
                : filter.with(Criterion.STATE, transition.usual().word());
    }

    private static String verb(Transition transition) {
        return transition.name().toLowerCase(Locale.ROOT);
    }
}
