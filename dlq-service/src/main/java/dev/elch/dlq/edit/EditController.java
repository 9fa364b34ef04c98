package dev.elch.dlq.edit;

import dev.elch.access.Caller;
import dev.elch.dlq.deadletter.DeadLetter;
import dev.elch.dlq.deadletter.DeadLetterId;
import dev.elch.dlq.deadletter.DeadLetterView;
import dev.elch.dlq.deadletter.EntityTag;
import dev.elch.dlq.problem.ConflictException;
import dev.elch.dlq.problem.ForbiddenException;
import dev.elch.dlq.problem.InvalidPayloadException;
import dev.elch.dlq.problem.NotFoundException;
import dev.elch.dlq.replay.OrderResult;
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

/** Edits a dead letter; approves or withdraws the edit. */
@RestController
@RequestMapping("/api/admin/dlq/{id}")
class EditController {

    private final Edits edits;

    EditController(Edits edits) {
        this.edits = edits;
    }

    /** 200: it is replayed. 202: it is stored and waits for the approval of a second person. */
    @PostMapping("/edit")
    Mono<ResponseEntity<EditedView>> edit(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String version,
            @RequestBody EditRequest request,
            @AuthenticationPrincipal Caller caller) {
        return edits.edit(
                        deadLetter(id),
                        request.validPayload(),
                        caller.name(),
                        request.validReason(),
                        EntityTag.version(version))
                .map(editing -> answer(editing, id, HttpStatus.ACCEPTED));
    }

    /** Approves and replays the edit; its author cannot approve it. */
    @PostMapping("/edit/approve")
    Mono<ResponseEntity<EditedView>> approve(
            @PathVariable String id, @RequestBody EditDecisionRequest request, @AuthenticationPrincipal Caller caller) {
        return edits.approve(deadLetter(id), request.validEdit(), caller.name(), request.validReason())
                .map(editing -> answer(editing, id, HttpStatus.OK));
    }

    @PostMapping("/edit/withdraw")
    Mono<ResponseEntity<EditedView>> withdraw(
            @PathVariable String id, @RequestBody EditDecisionRequest request, @AuthenticationPrincipal Caller caller) {
        return edits.withdraw(deadLetter(id), request.validEdit(), caller.name(), request.validReason())
                .map(editing -> answer(editing, id, HttpStatus.OK));
    }

    private static DeadLetterId deadLetter(String id) {
        return DeadLetterId.parse(id).orElseThrow(() -> new NotFoundException("There is no dead letter " + id + "."));
    }

    private static ResponseEntity<EditedView> answer(EditResult editing, String id, HttpStatus whenKept) {
        if (editing instanceof EditResult.Replayed replayed) {
            return ResponseEntity.ok(new EditedView(view(replayed.deadLetter()), job(replayed.ordering())));
        }
        if (editing instanceof EditResult.Kept kept) {
            return ResponseEntity.status(whenKept).body(new EditedView(view(kept.deadLetter()), null));
        }
        throw refusal(editing, id);
    }

    private static RuntimeException refusal(EditResult editing, String id) {
        if (editing instanceof EditResult.Invalid unfit) {
            return new InvalidPayloadException(unfit.errors());
        }
        if (editing instanceof EditResult.Impossible impossible) {
            return new ConflictException("Dead letter " + id + " cannot be edited. " + impossible.why(), Map.of());
        }
        if (editing instanceof EditResult.Stale stale) {
            long version = stale.deadLetter().status().version();
            return new ConflictException(
                    "Dead letter " + id + " has changed since you saw it. Look at it again.",
                    Map.of("version", Long.toString(version)));
        }
        return editing instanceof EditResult.OwnEdit
                ? new ForbiddenException("You made this edit: a second person has to approve it.")
                : new NotFoundException("There is no dead letter " + id + ".");
    }

    private static @Nullable String job(OrderResult ordering) {
        return ordering instanceof OrderResult.Started started
                ? started.job().id()
                : ordering instanceof OrderResult.Known known ? known.job().id() : null;
    }

    private static DeadLetterView view(DeadLetter deadLetter) {
        return DeadLetterView.detailed(deadLetter, false);
    }

    /** @param job id of the replay job that sends it; absent: nothing is sent yet */
    record EditedView(DeadLetterView deadLetter, @Nullable String job) {}
}
