package dev.elch.dlq.edit;

import dev.elch.contract.Topics;
import dev.elch.dlq.audit.MongoAuditLog;
import dev.elch.dlq.deadletter.Bytes;
import dev.elch.dlq.deadletter.DeadLetter;
import dev.elch.dlq.deadletter.DeadLetterId;
import dev.elch.dlq.deadletter.DeadLetterState;
import dev.elch.dlq.deadletter.Edit;
import dev.elch.dlq.deadletter.EditState;
import dev.elch.dlq.deadletter.MongoDeadLetters;
import dev.elch.dlq.deadletter.Payload;
import dev.elch.dlq.problem.PayloadError;
import dev.elch.dlq.replay.ReplayOrder;
import dev.elch.dlq.replay.Replays;
import dev.elch.dlq.search.Criterion;
import dev.elch.dlq.search.DeadLetterFilter;
import dev.elch.dlq.search.Selection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Stores edits, has them approved by a second person where that is configured, and orders their replay. */
public final class Edits {

    private static final int MOST_EDITS = 20;
    private static final int ONE_A_SECOND = 1;

    private final MongoDeadLetters deadLetters;
    private final MongoEdits edits;
    private final Replays replays;
    private final MongoAuditLog audit;
    private final RegistryEncoder encoder;
    private final EditProperties properties;
    private final Function<String, Mono<String>> makers;
    private final Clock clock;
    private final PayloadCheck fit;

    /** @param makers who answers for what a name does, see {@link dev.elch.dlq.access.IssuedTokens#makerOf} */
    Edits(
            MongoDeadLetters deadLetters,
            MongoEdits edits,
            Replays replays,
            MongoAuditLog audit,
            RegistryEncoder encoder,
            EditProperties properties,
            Function<String, Mono<String>> makers,
            Clock clock) {
        this.deadLetters = deadLetters;
        this.edits = edits;
        this.replays = replays;
        this.audit = audit;
        this.encoder = encoder;
        this.properties = properties;
        this.makers = makers;
        this.clock = clock;
        this.fit = new PayloadCheck(clock);
    }

    /**
     * Stores an edit, and replays it at once unless a second person has to approve it.
     *
     * @param payload the whole payload as it is meant to be
     * @param seenVersion the version that the actor saw; empty: whichever it has
     */
    public Mono<EditResult> edit(
            DeadLetterId id,
            Map<String, @Nullable Object> payload,
            String actor,
            String reason,
            Optional<Long> seenVersion) {
        return seen(id, seenVersion, deadLetter -> edit(deadLetter, payload, actor, reason));
    }

    /**
     * Approves the edit with this number, and replays it.
     *
     * @param number which edit was looked at: another one is not approved
     */
    public Mono<EditResult> approve(DeadLetterId id, int number, String actor, String reason) {
        return decided(id, number, deadLetter -> {
            Edit edit = deadLetter.status().edit().orElseThrow();
            Mono<EditResult> approved =
                    Mono.defer(() -> audit.write(actor, "approve edit", details(deadLetter, edit, reason))
                            .then(edits.replace(deadLetter, replaced(deadLetter, edit.in(EditState.APPROVED, actor))))
                            .flatMap(kept -> replayed(kept, actor, reason))
                            .switchIfEmpty(stale(deadLetter.id())));
            return isOfTheSame(edit.actor(), actor)
                    .flatMap(isOwn -> isOwn ? Mono.<EditResult>just(new EditResult.OwnEdit()) : approved);
        });
    }

    /** A token is no second pair of eyes for the person who made it. */
    private Mono<Boolean> isOfTheSame(String author, String actor) {
        return Mono.zip(makers.apply(author), makers.apply(actor), String::equals);
    }

    /** Withdraws the edit with this number, even one of another author; the dead letter is as it was. */
    public Mono<EditResult> withdraw(DeadLetterId id, int number, String actor, String reason) {
        return decided(id, number, deadLetter -> {
            Edit edit = deadLetter.status().edit().orElseThrow();
            return audit.write(actor, "withdraw edit", details(deadLetter, edit, reason))
                    .then(edits.replace(deadLetter, replaced(deadLetter, edit.in(EditState.WITHDRAWN, actor))))
                    .<EditResult>map(EditResult.Kept::new)
                    .switchIfEmpty(stale(deadLetter.id()));
        });
    }

    private Mono<EditResult> edit(
            DeadLetter deadLetter, Map<String, @Nullable Object> payload, String actor, String reason) {
        if (!(deadLetter.payload() instanceof Payload.Decoded original)) {
            return impossible("Its value cannot be decoded, so there is nothing to edit.");
        }
        List<Edit> earlier = deadLetter.status().edits();
        if (earlier.size() >= MOST_EDITS) {
            return impossible("It was edited " + MOST_EDITS + " times already.");
        }
        List<PayloadError> errors = fit.errors(payload, original.fields());
        if (!errors.isEmpty()) {
            return Mono.just(new EditResult.Invalid(errors));
        }
        Map<String, @Nullable Object> complete = fit.complete(payload);
        return Mono.fromCallable(() -> encoder.encode(complete))
                .subscribeOn(Schedulers.boundedElastic())
                .map(value -> made(earlier.size() + 1, complete, value, actor, reason))
                .flatMap(edit -> unsendable(deadLetter, edit)
                        .map(why -> impossible("A replay would skip it: " + why.replace('_', ' ') + "."))
                        .orElseGet(() -> written(deadLetter, edit)));
    }

    private Edit made(int number, Map<String, @Nullable Object> fields, Bytes value, String actor, String reason) {
        EditState state = properties.fourEyes() ? EditState.WAITING : EditState.APPROVED;
        return new Edit(number, fields, value, state, actor, reason, clock.instant(), null);
    }

    private Optional<String> unsendable(DeadLetter deadLetter, Edit edit) {
        return replays.unsendable(deadLetter.edited(edit.in(EditState.APPROVED, edit.actor())));
    }

    private Mono<EditResult> written(DeadLetter deadLetter, Edit edit) {
        List<Edit> all = new ArrayList<>(deadLetter.status().edits());
        deadLetter
                .status()
                .edit()
                .ifPresent(before -> all.set(all.size() - 1, before.in(EditState.WITHDRAWN, edit.actor())));
        all.add(edit);
        return audit.write(edit.actor(), "edit", details(deadLetter, edit, edit.reason()))
                .then(edits.replace(deadLetter, all))
                .flatMap(kept -> edit.state() == EditState.WAITING
                        ? Mono.<EditResult>just(new EditResult.Kept(kept))
                        : replayed(kept, edit.actor(), edit.reason()))
                .switchIfEmpty(stale(deadLetter.id()));
    }

    private Mono<EditResult> replayed(DeadLetter deadLetter, String actor, String reason) {
        DeadLetterFilter one =
                DeadLetterFilter.all().with(Criterion.ID, deadLetter.id().toString());
        ReplayOrder order = new ReplayOrder(
                new Selection(one, false), Topics.REPLAY, ONE_A_SECOND, actor, reason, Optional.empty());
        return replays.order(order, Optional.empty(), Optional.empty())
                .map(ordering -> new EditResult.Replayed(deadLetter, ordering));
    }

    private Mono<EditResult> decided(DeadLetterId id, int number, Function<DeadLetter, Mono<EditResult>> decision) {
        return seen(id, Optional.empty(), deadLetter -> {
            Optional<Edit> edit = deadLetter.status().edit();
            if (edit.isEmpty() || edit.get().state() != EditState.WAITING) {
                return impossible("It has no edit that waits for approval.");
            }
            return edit.get().number() == number
                    ? decision.apply(deadLetter)
                    : Mono.just(new EditResult.Stale(deadLetter));
        });
    }

    private Mono<EditResult> seen(
            DeadLetterId id, Optional<Long> version, Function<DeadLetter, Mono<EditResult>> then) {
        return deadLetters
                .find(id)
                .flatMap(deadLetter -> {
                    if (version.isPresent()
                            && version.get() != deadLetter.status().version()) {
                        return Mono.just(new EditResult.Stale(deadLetter));
                    }
                    return deadLetter.state() == DeadLetterState.OPEN
                            ? then.apply(deadLetter)
                            : impossible("It is " + deadLetter.state().word() + ".");
                })
                .defaultIfEmpty(new EditResult.Absent());
    }

    private Mono<EditResult> stale(DeadLetterId id) {
        return deadLetters.find(id).map(EditResult.Stale::new);
    }

    private static Mono<EditResult> impossible(String why) {
        return Mono.just(new EditResult.Impossible(why));
    }

    private static List<Edit> replaced(DeadLetter deadLetter, Edit last) {
        List<Edit> all = new ArrayList<>(deadLetter.status().edits());
        all.set(all.size() - 1, last);
        return all;
    }

    /** The audit log is seen by viewers as well: it names what was changed, and proves the content by its hash. */
    private static Map<String, String> details(DeadLetter deadLetter, Edit edit, String reason) {
        Map<String, @Nullable Object> original =
                deadLetter.payload() instanceof Payload.Decoded decoded ? decoded.fields() : Map.of();
        return Map.of(
                "deadLetter", deadLetter.id().toString(),
                "edit", Integer.toString(edit.number()),
                "changes", String.join(" ", edit.changes(original).keySet()),
                "sha256", edit.value().sha256(),
                "reason", reason);
    }
}
