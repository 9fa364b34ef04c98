package dev.elch.dlq.api;

import dev.elch.access.Caller;
import dev.elch.dlq.deadletter.Letter;
import dev.elch.dlq.deadletter.LetterId;
import dev.elch.dlq.edit.Editing;
import dev.elch.dlq.edit.Edits;
import dev.elch.dlq.replay.Ordering;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Takes edits of what a letter says, and the word of the second person. */
@RestController
@RequestMapping("/api/admin/dlq/{id}")
class EditController {

    private final Edits edits;

    EditController(Edits edits) {
        this.edits = edits;
    }

    /** 200: it is replayed. 202: it is written down and waits for somebody else to approve it. */
    @PostMapping("/edit")
    Mono<ResponseEntity<EditedView>> edit(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String version,
            @RequestBody EditRequest request,
            @AuthenticationPrincipal Caller caller) {
        return edits.edit(
                        letter(id),
                        request.validPayload(),
                        caller.name(),
                        request.validReason(),
                        EntityTag.version(version))
                .map(editing -> answer(editing, id, HttpStatus.ACCEPTED));
    }

    /** Replays the edit; nobody approves their own. */
    @PostMapping("/edit/approve")
    Mono<ResponseEntity<EditedView>> approve(
            @PathVariable String id, @RequestBody JudgementRequest request, @AuthenticationPrincipal Caller caller) {
        return edits.approve(letter(id), request.validEdit(), caller.name(), request.validReason())
                .map(editing -> answer(editing, id, HttpStatus.OK));
    }

    @PostMapping("/edit/withdraw")
    Mono<ResponseEntity<EditedView>> withdraw(
            @PathVariable String id, @RequestBody JudgementRequest request, @AuthenticationPrincipal Caller caller) {
        return edits.withdraw(letter(id), request.validEdit(), caller.name(), request.validReason())
                .map(editing -> answer(editing, id, HttpStatus.OK));
    }

    private static LetterId letter(String id) {
        return LetterId.parse(id).orElseThrow(() -> new AbsentException("There is no letter " + id + "."));
    }

    private static ResponseEntity<EditedView> answer(Editing editing, String id, HttpStatus whenKept) {
        if (editing instanceof Editing.Replayed replayed) {
            return ResponseEntity.ok(new EditedView(view(replayed.letter()), job(replayed.ordering())));
        }
        if (editing instanceof Editing.Kept kept) {
            return ResponseEntity.status(whenKept).body(new EditedView(view(kept.letter()), null));
        }
        throw refusal(editing, id);
    }

    private static RuntimeException refusal(Editing editing, String id) {
        if (editing instanceof Editing.Unfit unfit) {
            return new UnfitException(unfit.misfits());
        }
        if (editing instanceof Editing.Impossible impossible) {
            return new ConflictException("Letter " + id + " can not be edited so. " + impossible.why(), Map.of());
        }
        if (editing instanceof Editing.Stale stale) {
            long version = stale.letter().handling().version();
            return new ConflictException(
                    "Letter " + id + " has changed since you saw it. Look at it again.",
                    Map.of("version", Long.toString(version)));
        }
        return editing instanceof Editing.OwnEdit
                ? new NotAllowedException("You made this edit: somebody else has to approve it.")
                : new AbsentException("There is no letter " + id + ".");
    }

    private static @Nullable String job(Ordering ordering) {
        return ordering instanceof Ordering.Started started
                ? started.job().id()
                : ordering instanceof Ordering.Known known ? known.job().id() : null;
    }

    private static LetterView view(Letter letter) {
        return LetterView.detailed(letter, false);
    }

    /** @param job id of the replay job that sends it; absent: nothing is sent yet */
    record EditedView(LetterView letter, @Nullable String job) {}
}
