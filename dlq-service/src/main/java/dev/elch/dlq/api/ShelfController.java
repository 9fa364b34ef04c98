package dev.elch.dlq.api;

import dev.elch.access.Caller;
import dev.elch.dlq.deadletter.BulkMoving;
import dev.elch.dlq.deadletter.Letter;
import dev.elch.dlq.deadletter.LetterId;
import dev.elch.dlq.deadletter.Moving;
import dev.elch.dlq.deadletter.Shelf;
import dev.elch.dlq.deadletter.Transition;
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

/** Sets letters aside and takes them back. */
@RestController
@RequestMapping("/api/admin/dlq")
class ShelfController {

    private final Shelf shelf;

    ShelfController(Shelf shelf) {
        this.shelf = shelf;
    }

    @PostMapping("/{id}/discard")
    Mono<LetterView> discard(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String version,
            @RequestBody ShelfRequest request,
            @AuthenticationPrincipal Caller caller) {
        return move(id, Transition.DISCARD, version, request, caller);
    }

    @PostMapping("/{id}/restore")
    Mono<LetterView> restore(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String version,
            @RequestBody ShelfRequest request,
            @AuthenticationPrincipal Caller caller) {
        return move(id, Transition.RESTORE, version, request, caller);
    }

    @PostMapping("/discard")
    Mono<Map<String, Long>> discardAll(@RequestBody ShelfRequest request, @AuthenticationPrincipal Caller caller) {
        return moveAll(Transition.DISCARD, request, caller);
    }

    @PostMapping("/restore")
    Mono<Map<String, Long>> restoreAll(@RequestBody ShelfRequest request, @AuthenticationPrincipal Caller caller) {
        return moveAll(Transition.RESTORE, request, caller);
    }

    private Mono<LetterView> move(
            String id, Transition transition, @Nullable String version, ShelfRequest request, Caller caller) {
        LetterId letter = LetterId.parse(id).orElseThrow(() -> new AbsentException("There is no letter " + id + "."));
        return shelf.move(letter, transition, caller.name(), request.validReason(), EntityTag.version(version))
                .map(moving -> LetterView.of(moved(moving, id), false));
    }

    private Mono<Map<String, Long>> moveAll(Transition transition, ShelfRequest request, Caller caller) {
        return shelf.moveAll(request.selection(), transition, caller.name(), request.validReason(), request.typed())
                .map(ShelfController::moved);
    }

    private static Letter moved(Moving moving, String id) {
        if (moving instanceof Moving.Moved moved) {
            return moved.letter();
        }
        if (moving instanceof Moving.Stale stale) {
            long version = stale.letter().handling().version();
            throw new ConflictException(
                    "Letter " + id + " has changed since you saw it. Look at it again.",
                    Map.of("version", Long.toString(version)));
        }
        if (moving instanceof Moving.Impossible impossible) {
            String state = impossible.letter().state().word();
            throw new ConflictException("Letter " + id + " is " + state + ".", Map.of("state", state));
        }
        throw new AbsentException("There is no letter " + id + ".");
    }

    private static Map<String, Long> moved(BulkMoving moving) {
        if (moving instanceof BulkMoving.Unconfirmed unconfirmed) {
            throw new ConflictException(
                    "This concerns " + unconfirmed.letters() + " letters. If that is meant, send as confirm: "
                            + unconfirmed.confirmation(),
                    Map.of("confirm", unconfirmed.confirmation()));
        }
        return Map.of("letters", ((BulkMoving.Moved) moving).letters());
    }
}
