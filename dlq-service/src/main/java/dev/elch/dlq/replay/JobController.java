package dev.elch.dlq.replay;

import dev.elch.access.Caller;
import dev.elch.dlq.audit.AuditReason;
import dev.elch.dlq.problem.ConflictException;
import dev.elch.dlq.problem.InvalidFieldException;
import dev.elch.dlq.problem.NotFoundException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Shows replay jobs; pauses, resumes and cancels them. */
@RestController
@RequestMapping("/api/admin/dlq/replays")
class JobController {

    private final Replays replays;

    JobController(Replays replays) {
        this.replays = replays;
    }

    /** The newest jobs, newest first. */
    @GetMapping
    Mono<JobsView> list(@AuthenticationPrincipal Caller caller) {
        return replays.newest()
                .concatMap(job -> view(job, caller))
                .collectList()
                .map(JobsView::new);
    }

    @GetMapping("/{id}")
    Mono<JobView> show(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        return replays.find(id).flatMap(job -> view(job, caller)).switchIfEmpty(absent(id));
    }

    /**
     * The dead letters of a job and how far each has come.
     *
     * @param page from 0; a page without dead letters is behind the last one
     */
    @GetMapping("/{id}/dead-letters")
    Mono<EntriesView> deadLetters(@PathVariable String id, @RequestParam(defaultValue = "0") int page) {
        if (page < 0) {
            throw new InvalidFieldException("page", "must be 0 or more");
        }
        return replays.find(id)
                .switchIfEmpty(absent(id))
                .flatMap(job -> replays.entries(id, page).map(EntryView::of).collectList())
                .map(EntriesView::new);
    }

    @PostMapping("/{id}/pause")
    Mono<JobView> pause(
            @PathVariable String id, @RequestBody JobActionRequest request, @AuthenticationPrincipal Caller caller) {
        return answer(id, caller, replays.pause(id, caller.name(), request.validReason()));
    }

    @PostMapping("/{id}/resume")
    Mono<JobView> resume(
            @PathVariable String id, @RequestBody JobActionRequest request, @AuthenticationPrincipal Caller caller) {
        return answer(id, caller, replays.resume(id, caller.name(), request.validReason()));
    }

    @PostMapping("/{id}/cancel")
    Mono<JobView> cancel(
            @PathVariable String id, @RequestBody JobActionRequest request, @AuthenticationPrincipal Caller caller) {
        return answer(id, caller, replays.cancel(id, caller.name(), request.validReason()));
    }

    private Mono<JobView> answer(String id, Caller caller, Mono<JobActionResult> action) {
        return action.flatMap(outcome -> {
            if (outcome instanceof JobActionResult.Done done) {
                return view(done.job(), caller);
            }
            if (outcome instanceof JobActionResult.Impossible impossible) {
                String state = impossible.job().state().word();
                return Mono.error(
                        new ConflictException("Replay job " + id + " is " + state + ".", Map.of("state", state)));
            }
            return absent(id);
        });
    }

    private Mono<JobView> view(ReplayJob job, Caller caller) {
        return replays.balance(job).map(balance -> JobView.of(job, balance, !caller.maySeeAddresses()));
    }

    private static <T> Mono<T> absent(String id) {
        return Mono.error(() -> new NotFoundException("There is no replay job " + id + "."));
    }

    /** Why a job is paused, resumed or cancelled; the audit log keeps it. */
    record JobActionRequest(@Nullable String reason) {
        String validReason() {
            return AuditReason.valid(reason);
        }
    }

    /** Newest first. */
    record JobsView(List<JobView> jobs) {}

    /** One page. */
    record EntriesView(List<EntryView> deadLetters) {}

    /** A dead letter of a job. */
    record EntryView(String id, String state, @Nullable String reason) {
        static EntryView of(ReplayEntry entry) {
            return new EntryView(entry.deadLetter(), entry.state().word(), entry.reason());
        }
    }
}
