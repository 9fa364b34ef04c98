package dev.elch.notification.jobs;

import dev.elch.access.Caller;
import dev.elch.contract.Traceparent;
import dev.elch.notification.ledger.LedgerProperties;
import dev.elch.notification.problem.Problem;
import dev.elch.notification.problem.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.net.URI;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Takes jobs in. */
@RestController
class JobController {

    private final Jobs jobs;
    private final LedgerProperties ledger;
    private final Clock clock;

    JobController(Jobs jobs, LedgerProperties ledger, Clock clock) {
        this.jobs = jobs;
        this.ledger = ledger;
        this.clock = clock;
    }

    @PostMapping(path = "/api/jobs/signin-notification", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Tell a user about a sign-in",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = JobRequest.class))))
    @ApiResponse(
            responseCode = "202",
            description = "It is stored and will be worked on",
            headers = @Header(name = "Location", description = "Where to look what became of it"),
            content = @Content(schema = @Schema(implementation = JobView.class)))
    @ApiResponse(responseCode = "400", ref = Problems.INVALID)
    @ApiResponse(responseCode = "409", ref = Problems.CONFLICT)
    @ApiResponse(responseCode = "429", ref = Problems.TOO_MUCH)
    @ApiResponse(responseCode = "503", ref = Problems.UNAVAILABLE)
    Mono<ResponseEntity<?>> submit(
            @RequestBody JsonNode body,
            @RequestHeader(name = "Idempotency-Key", required = false)
                    @Parameter(
                            description =
                                    "1 to 128 letters, digits or . _ : - that begin with a letter or digit and stand for this request only")
                    @Nullable
                    String key,
            @Parameter(hidden = true) @RequestHeader(name = "traceparent", required = false) @Nullable
                    String traceparent,
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller) {
        JobRequest request = JobRequestReader.read(body, clock.instant());
        String trace = Traceparent.wellFormed(traceparent);
        return jobs.submit(
                        request,
                        key == null ? null : IdempotencyKey.checked(key, clock.instant(), ledger.window()),
                        caller.name(),
                        trace)
                .<ResponseEntity<?>>map(JobController::answer);
    }

    private static ResponseEntity<?> answer(Submitted submitted) {
        if (submitted instanceof Submitted.Enqueued enqueued) {
            return ResponseEntity.accepted().location(location(enqueued.job())).body(enqueued.job());
        }
        if (submitted instanceof Submitted.OverQuota over) {
            long seconds = over.retryAfter().toSeconds();
            return Problem.of(
                            "over-quota",
                            429,
                            "Too many mails for this user",
                            "Nothing was stored. This user can get the next mail in " + seconds + " s.")
                    .answerAfter(over.retryAfter());
        }
        return alreadyThere((Submitted.AlreadyThere) submitted);
    }

    private static ResponseEntity<?> alreadyThere(Submitted.AlreadyThere there) {
        Problem problem = there.isSameBody()
                ? Problem.of(
                        "job-exists",
                        409,
                        "The job exists already",
                        "This was handed in before with the same key and the same body. Nothing was done again.")
                : Problem.of(
                        "key-reused",
                        409,
                        "The key stands for something else",
                        "This Idempotency-Key was used before with another body. Nothing was done. Use a new key.");
        return problem.withJob(there.job()).answerAt(location(there.job()));
    }

    private static URI location(JobView job) {
        return URI.create("/api/jobs/" + job.jobId());
    }
}
