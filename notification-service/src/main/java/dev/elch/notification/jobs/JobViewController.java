package dev.elch.notification.jobs;

import dev.elch.access.Caller;
import dev.elch.contract.EventKeys;
import dev.elch.contract.MaskedText;
import dev.elch.notification.mail.MailProperties;
import dev.elch.notification.problem.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Shows what became of jobs. */
@RestController
@RequestMapping("/api/jobs")
class JobViewController {

    private final Jobs jobs;
    private final MailProperties mail;

    JobViewController(Jobs jobs, MailProperties mail) {
        this.jobs = jobs;
        this.mail = mail;
    }

    @GetMapping
    @Operation(summary = "The jobs of one user, newest first")
    @ApiResponse(
            responseCode = "200",
            description = "A page",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = JobPage.class)))
    @ApiResponse(responseCode = "400", ref = Problems.INVALID)
    Mono<JobPage> list(
            @RequestParam(required = false) @Parameter(required = true) @Nullable String userId,
            @RequestParam(required = false) @Parameter(description = "nextCursor of the page before") @Nullable
                    String cursor,
            @RequestParam(required = false) @Parameter(description = "1 to 200; 50 when missing") @Nullable
                    String limit,
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller) {
        JobQuery query = JobQuery.of(userId, cursor, limit);
        return isHidden(query.userId(), caller) ? Mono.just(new JobPage(List.of(), null)) : jobs.page(query);
    }

    @GetMapping("/{jobId}")
    @Operation(summary = "What became of a job")
    @ApiResponse(
            responseCode = "200",
            description = "The job as it stands",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = JobView.class)))
    @ApiResponse(responseCode = "404", ref = Problems.NO_SUCH_JOB)
    Mono<JobView> show(@PathVariable String jobId) {
        return found(jobId);
    }

    @GetMapping("/{jobId}/explain")
    @Operation(summary = "What became of a job, told to people in Mongolian or English")
    @ApiResponse(
            responseCode = "200",
            description = "The whole story",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = ExplanationView.class)))
    @ApiResponse(responseCode = "400", ref = Problems.INVALID)
    @ApiResponse(responseCode = "404", ref = Problems.NO_SUCH_JOB)
    Mono<ResponseEntity<ExplanationView>> explain(
            @PathVariable String jobId,
            @RequestParam(required = false)
                    @Parameter(description = "mn or en; stronger than Accept-Language")
                    @Nullable
                    String lang,
            @Parameter(hidden = true) @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable
                    String acceptLanguage) {
        ExplanationLanguage language = ExplanationLanguage.of(lang, acceptLanguage);
        return found(jobId)
                .map(job -> ResponseEntity.ok()
                        .header(HttpHeaders.CONTENT_LANGUAGE, language.tag())
                        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                        .body(JobExplanation.tell(job, language, mail.zone())));
    }

    /** A user id may be an address: who may not see addresses must not learn by trying which there are. */
    private static boolean isHidden(String userId, Caller caller) {
        return !caller.maySeeAddresses() && MaskedText.isNeeded(userId);
    }

    private Mono<JobView> found(String jobId) {
        return Mono.just(jobId)
                .filter(EventKeys::isAcceptable)
                .flatMap(jobs::find)
                .switchIfEmpty(Mono.error(NoSuchJobException::new));
    }
}
