package dev.elch.dlq.discard;

import dev.elch.access.Caller;
import dev.elch.dlq.deadletter.DeadLetter;
import dev.elch.dlq.deadletter.DeadLetterId;
import dev.elch.dlq.deadletter.DeadLetterView;
import dev.elch.dlq.deadletter.EntityTag;
import dev.elch.dlq.deadletter.Transition;
import dev.elch.dlq.problem.ConflictException;
import dev.elch.dlq.problem.NotFoundException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Sets dead letters aside and takes them back. */
@RestController
@RequestMapping("/api/admin/dlq")
class DiscardController {

    private final Discards discards;

    DiscardController(Discards discards) {
        this.discards = discards;
    }

    @PostMapping("/{id}/discard")
    Mono<DeadLetterView> discard(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String version,
            @RequestBody MoveRequest request,
            @AuthenticationPrincipal Caller caller) {
        return move(id, Transition.DISCARD, version, request, caller);
    }

    @PostMapping("/{id}/restore")
    Mono<DeadLetterView> restore(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String version,
            @RequestBody MoveRequest request,
            @AuthenticationPrincipal Caller caller) {
        return move(id, Transition.RESTORE, version, request, caller);
    }

    /** Says what discarding would come to, and changes nothing. */
    @PostMapping("/discard/preview")
    Mono<BulkPreviewView> previewDiscard(@RequestBody DiscardRequest request) {
        return discards.preview(request.selection(), Transition.DISCARD).map(BulkPreviewView::of);
    }

    /** Says what restoring would come to, and changes nothing. */
    @PostMapping("/restore/preview")
    Mono<BulkPreviewView> previewRestore(@RequestBody DiscardRequest request) {
        return discards.preview(request.selection(), Transition.RESTORE).map(BulkPreviewView::of);
    }

    @PostMapping("/discard")
    Mono<Map<String, Long>> discardAll(@RequestBody DiscardRequest request, @AuthenticationPrincipal Caller caller) {
        return moveAll(Transition.DISCARD, request, caller);
    }

    @PostMapping("/restore")
    Mono<Map<String, Long>> restoreAll(@RequestBody DiscardRequest request, @AuthenticationPrincipal Caller caller) {
        return moveAll(Transition.RESTORE, request, caller);
    }

    private Mono<DeadLetterView> move(
            String id, Transition transition, @Nullable String version, MoveRequest request, Caller caller) {
        DeadLetterId deadLetter =
                DeadLetterId.parse(id).orElseThrow(() -> new NotFoundException("There is no dead letter " + id + "."));
        return discards.move(deadLetter, transition, caller.name(), request.validReason(), EntityTag.version(version))
                .map(moving -> DeadLetterView.of(moved(moving, id), false));
    }

    private Mono<Map<String, Long>> moveAll(Transition transition, DiscardRequest request, Caller caller) {
        return discards.moveAll(
                        request.selection(),
                        transition,
                        caller.name(),
                        request.validReason(),
                        request.typed(),
                        request.seen())
                .map(DiscardController::moved);
    }

    private static DeadLetter moved(MoveResult moving, String id) {
        if (moving instanceof MoveResult.Moved moved) {
            return moved.deadLetter();
        }
        if (moving instanceof MoveResult.Stale stale) {
            long version = stale.deadLetter().status().version();
            throw new ConflictException(
                    "Dead letter " + id + " has changed since you saw it. Look at it again.",
                    Map.of("version", Long.toString(version)));
        }
        if (moving instanceof MoveResult.Impossible impossible) {
            String state = impossible.deadLetter().state().word();
            throw new ConflictException("Dead letter " + id + " is " + state + ".", Map.of("state", state));
        }
        throw new NotFoundException("There is no dead letter " + id + ".");
    }

    private static Map<String, Long> moved(BulkMoveResult moving) {
        if (moving instanceof BulkMoveResult.Unconfirmed unconfirmed) {
            throw new ConflictException(
                    "This concerns " + unconfirmed.preview().scope().selected()
                            + " dead letters. To go ahead, send as confirm: " + unconfirmed.confirmation(),
                    Map.of(
                            "confirm", unconfirmed.confirmation(),
                            "preview", BulkPreviewView.of(unconfirmed.preview())));
        }
        if (moving instanceof BulkMoveResult.Changed changed) {
            throw new ConflictException(
                    "The dead letters have changed since the preview: there are now "
                            + changed.preview().scope().selected() + ". Look at the new preview.",
                    Map.of("preview", BulkPreviewView.of(changed.preview())));
        }
        return Map.of("deadLetters", ((BulkMoveResult.Moved) moving).deadLetters());
    }
}
