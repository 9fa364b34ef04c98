package dev.elch.dlq.discard;

import dev.elch.dlq.audit.MongoAuditLog;
import dev.elch.dlq.deadletter.DeadLetterId;
import dev.elch.dlq.deadletter.Transition;
import dev.elch.dlq.preview.Confirmation;
import dev.elch.dlq.preview.MongoCandidates;
import dev.elch.dlq.preview.PreviewToken;
import dev.elch.dlq.preview.ScopeCount;
import dev.elch.dlq.search.DeadLetterFilter;
import dev.elch.dlq.search.Selection;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Sets dead letters aside and takes them back, each time writing down first who wants it and why. */
public final class Discards {

    private final MongoCandidates candidates;
    private final MongoDeadLetterMoves moves;
    private final MongoAuditLog audit;
    private final Confirmation confirmation;
    private final Clock clock;

    Discards(
            MongoCandidates candidates,
            MongoDeadLetterMoves moves,
            MongoAuditLog audit,
            Confirmation confirmation,
            Clock clock) {
        this.candidates = candidates;
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

    /** What moving all that are meant would come to; nothing is changed. */
    public Mono<BulkPreview> preview(Selection selection, Transition transition) {
        return preview(movable(selection.filter(), transition), transition, clock.instant());
    }

    /**
     * Moves all that are meant and can make this move.
     *
     * @param typed what the actor typed to confirm; empty: nothing
     * @param seen the preview that the actor looked at: no other dead letters are moved; empty: none was looked at
     */
    public Mono<BulkMoveResult> moveAll(
            Selection selection,
            Transition transition,
            String actor,
            String reason,
            Optional<String> typed,
            Optional<PreviewToken> seen) {
        DeadLetterFilter movable = movable(selection.filter(), transition);
        Instant now = clock.instant();
        Instant cutoff = PreviewToken.cutoff(seen, now);
        return preview(movable, transition, cutoff).flatMap(preview -> {
            Optional<String> needed = preview.confirmation();
            if (seen.isPresent() && !seen.get().equals(preview.scope().token())) {
                return preview(movable, transition, now).map(BulkMoveResult.Changed::new);
            }
            return needed.isPresent() && !needed.equals(typed)
                    ? Mono.just(new BulkMoveResult.Unconfirmed(preview, needed.get()))
                    : audit.write(
                                    actor,
                                    verb(transition),
                                    Map.of(
                                            "filter", selection.filter().toString(),
                                            "deadLetters",
                                                    Long.toString(
                                                            preview.scope().selected()),
                                            "reason", reason))
                            .flatMap(written -> moves.moveAll(
                                    movable, new Move(transition, actor, reason, clock.instant()), cutoff))
                            .map(BulkMoveResult.Moved::new);
        });
    }

    private Mono<BulkPreview> preview(DeadLetterFilter movable, Transition transition, Instant at) {
        return candidates
                .find(movable, at)
                .filter(candidate -> transition.leadsFrom(candidate.summary().state()))
                .collect(ScopeCount::new, ScopeCount::add)
                .map(count -> count.scope(verb(transition), movable, at))
                .map(scope -> new BulkPreview(movable, scope, confirmation.needed(verb(transition), scope.selected())));
    }

    /** Who did not ask for a state means those that are moved so as a rule; who asked for others gets none of them. */
    private static DeadLetterFilter movable(DeadLetterFilter filter, Transition transition) {
        return filter.withState(transition.usual());
    }

    private static String verb(Transition transition) {
        return transition.name().toLowerCase(Locale.ROOT);
    }
}
