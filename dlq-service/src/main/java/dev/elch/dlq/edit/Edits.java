package dev.elch.dlq.edit;

import dev.elch.contract.Topics;
import dev.elch.dlq.audit.MongoAuditLog;
import dev.elch.dlq.deadletter.Bytes;
import dev.elch.dlq.deadletter.Criterion;
import dev.elch.dlq.deadletter.Edit;
import dev.elch.dlq.deadletter.EditState;
import dev.elch.dlq.deadletter.Letter;
import dev.elch.dlq.deadletter.LetterFilter;
import dev.elch.dlq.deadletter.LetterId;
import dev.elch.dlq.deadletter.LetterState;
import dev.elch.dlq.deadletter.MongoEdits;
import dev.elch.dlq.deadletter.MongoLetters;
import dev.elch.dlq.deadletter.Payload;
import dev.elch.dlq.deadletter.Selection;
import dev.elch.dlq.replay.ReplayOrder;
import dev.elch.dlq.replay.Replays;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Takes edits, has them approved by a second person where that is wanted, and orders their replay. */
public final class Edits {

    private static final int MOST_EDITS = 20;
    private static final int ONE_A_SECOND = 1;

    private final MongoLetters letters;
    private final MongoEdits edits;
    private final Replays replays;
    private final MongoAuditLog audit;
    private final RegistryEncoder encoder;
    private final EditProperties properties;
    private final Clock clock;
    private final PayloadFit fit = new PayloadFit();

    Edits(
            MongoLetters letters,
            MongoEdits edits,
            Replays replays,
            MongoAuditLog audit,
            RegistryEncoder encoder,
            EditProperties properties,
            Clock clock) {
        this.letters = letters;
        this.edits = edits;
        this.replays = replays;
        this.audit = audit;
        this.encoder = encoder;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Writes an edit down, and replays it at once unless somebody else has to approve it.
     *
     * @param payload the whole payload as it is meant to be
     * @param seenVersion the version that the actor saw; empty: whichever it has
     */
    public Mono<Editing> edit(
            LetterId id,
            Map<String, @Nullable Object> payload,
            String actor,
            String reason,
            Optional<Long> seenVersion) {
        return seen(id, seenVersion, letter -> edit(letter, payload, actor, reason));
    }

    /**
     * Approves the edit with this number, and replays it.
     *
     * @param number which edit was looked at: another one is not approved
     */
    public Mono<Editing> approve(LetterId id, int number, String actor, String reason) {
        return judged(id, number, letter -> {
            Edit edit = letter.handling().edit().orElseThrow();
            return edit.actor().equals(actor)
                    ? Mono.just(new Editing.OwnEdit())
                    : audit.write(actor, "approve edit", details(letter, edit, reason))
                            .then(edits.replace(letter, replaced(letter, edit.in(EditState.APPROVED, actor))))
                            .flatMap(approved -> replayed(approved, actor, reason))
                            .switchIfEmpty(stale(letter.id()));
        });
    }

    /** Takes the edit with this number back, whoever made it; the letter is as it was. */
    public Mono<Editing> withdraw(LetterId id, int number, String actor, String reason) {
        return judged(id, number, letter -> {
            Edit edit = letter.handling().edit().orElseThrow();
            return audit.write(actor, "withdraw edit", details(letter, edit, reason))
                    .then(edits.replace(letter, replaced(letter, edit.in(EditState.WITHDRAWN, actor))))
                    .<Editing>map(Editing.Kept::new)
                    .switchIfEmpty(stale(letter.id()));
        });
    }

    private Mono<Editing> edit(Letter letter, Map<String, @Nullable Object> payload, String actor, String reason) {
        if (!(letter.payload() instanceof Payload.Decoded original)) {
            return impossible("Its value can not be decoded, so there is nothing to edit.");
        }
        List<Edit> earlier = letter.handling().edits();
        if (earlier.size() >= MOST_EDITS) {
            return impossible("It was edited " + MOST_EDITS + " times already.");
        }
        List<Misfit> misfits = fit.misfits(payload, original.fields());
        if (!misfits.isEmpty()) {
            return Mono.just(new Editing.Unfit(misfits));
        }
        Map<String, @Nullable Object> complete = fit.complete(payload);
        return Mono.fromCallable(() -> encoder.encode(complete))
                .subscribeOn(Schedulers.boundedElastic())
                .map(value -> made(earlier.size() + 1, complete, value, actor, reason))
                .flatMap(edit -> unsendable(letter, edit)
                        .map(why -> impossible("A replay would skip it: " + why.replace('_', ' ') + "."))
                        .orElseGet(() -> written(letter, edit)));
    }

    private Edit made(int number, Map<String, @Nullable Object> fields, Bytes value, String actor, String reason) {
        EditState state = properties.fourEyes() ? EditState.WAITING : EditState.APPROVED;
        return new Edit(number, fields, value, state, actor, reason, clock.instant(), null);
    }

    private Optional<String> unsendable(Letter letter, Edit edit) {
        return replays.unsendable(letter.edited(edit.in(EditState.APPROVED, edit.actor())));
    }

    private Mono<Editing> written(Letter letter, Edit edit) {
        List<Edit> all = new ArrayList<>(letter.handling().edits());
        letter.handling()
                .edit()
                .ifPresent(before -> all.set(all.size() - 1, before.in(EditState.WITHDRAWN, edit.actor())));
        all.add(edit);
        return audit.write(edit.actor(), "edit", details(letter, edit, edit.reason()))
                .then(edits.replace(letter, all))
                .flatMap(kept -> edit.state() == EditState.WAITING
                        ? Mono.<Editing>just(new Editing.Kept(kept))
                        : replayed(kept, edit.actor(), edit.reason()))
                .switchIfEmpty(stale(letter.id()));
    }

    private Mono<Editing> replayed(Letter letter, String actor, String reason) {
        LetterFilter one = LetterFilter.all().with(Criterion.ID, letter.id().toString());
        ReplayOrder order = new ReplayOrder(new Selection(one, false), Topics.REPLAY, ONE_A_SECOND, actor, reason);
        return replays.order(order, Optional.empty(), Optional.empty())
                .map(ordering -> new Editing.Replayed(letter, ordering));
    }

    private Mono<Editing> judged(LetterId id, int number, java.util.function.Function<Letter, Mono<Editing>> judging) {
        return seen(id, Optional.empty(), letter -> {
            Optional<Edit> edit = letter.handling().edit();
            if (edit.isEmpty() || edit.get().state() != EditState.WAITING) {
                return impossible("It has no edit that waits for approval.");
            }
            return edit.get().number() == number ? judging.apply(letter) : Mono.just(new Editing.Stale(letter));
        });
    }

    private Mono<Editing> seen(
            LetterId id, Optional<Long> version, java.util.function.Function<Letter, Mono<Editing>> then) {
        return letters.find(id)
                .flatMap(letter -> {
                    if (version.isPresent()
                            && version.get() != letter.handling().version()) {
                        return Mono.just(new Editing.Stale(letter));
                    }
                    return letter.state() == LetterState.OPEN
                            ? then.apply(letter)
                            : impossible("It is " + letter.state().word() + ".");
                })
                .defaultIfEmpty(new Editing.Absent());
    }

    private Mono<Editing> stale(LetterId id) {
        return letters.find(id).map(Editing.Stale::new);
    }

    private static Mono<Editing> impossible(String why) {
        return Mono.just(new Editing.Impossible(why));
    }

    private static List<Edit> replaced(Letter letter, Edit last) {
        List<Edit> all = new ArrayList<>(letter.handling().edits());
        all.set(all.size() - 1, last);
        return all;
    }

    /** The audit log is seen by viewers as well: it names what was changed, and proves the content by its hash. */
    private static Map<String, String> details(Letter letter, Edit edit, String reason) {
        Map<String, @Nullable Object> original =
                letter.payload() instanceof Payload.Decoded decoded ? decoded.fields() : Map.of();
        return Map.of(
                "letter", letter.id().toString(),
                "edit", Integer.toString(edit.number()),
                "changes", String.join(" ", edit.changes(original).keySet()),
                "sha256", edit.value().sha256(),
                "reason", reason);
    }
}
