package dev.elch.notification.jobs;

import dev.elch.contract.EventKeys;
import dev.elch.notification.problem.Problem;
import dev.elch.notification.problem.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Shows a job as server-sent events, with a sign of life while nothing changes. */
@RestController
class JobEventsController {

    private final Jobs jobs;
    private final JobWatch watch;
    private final Duration heartbeat;
    private final Scheduler timer = Schedulers.parallel();

    JobEventsController(Jobs jobs, JobWatch watch, JobsProperties properties) {
        this.jobs = jobs;
        this.watch = watch;
        this.heartbeat = properties.heartbeat();
    }

    @GetMapping(path = "/api/jobs/{jobId}/events")
    @Operation(summary = "The job as it is, then every change until its end, as server-sent events")
    @ApiResponse(
            responseCode = "200",
            description = "Events called state, each with the job as data",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                            schema = @Schema(implementation = JobView.class)))
    @ApiResponse(responseCode = "404", ref = Problems.NO_SUCH_JOB)
    @ApiResponse(responseCode = "503", ref = Problems.UNAVAILABLE)
    Mono<ResponseEntity<?>> events(@PathVariable String jobId) {
        return Mono.just(jobId)
                .filter(EventKeys::isAcceptable)
                .flatMap(jobs::find)
                .switchIfEmpty(Mono.error(NoSuchJobException::new))
                .flatMap(this::open);
    }

    private Mono<ResponseEntity<?>> open(JobView job) {
        return watch.watch(job)
                .<ResponseEntity<?>>map(states -> ResponseEntity.ok()
                        .contentType(MediaType.TEXT_EVENT_STREAM)
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .body(events(states)))
                .defaultIfEmpty(Problem.of(
                                "too-many-watchers",
                                503,
                                "Too many watchers",
                                "Look at the job from time to time instead, or come back later.")
                        .answerLater());
    }

    private Flux<ServerSentEvent<JobView>> events(Flux<JobView> states) {
        Flux<ServerSentEvent<JobView>> told =
                states.map(job -> ServerSentEvent.builder(job).event("state").build());
        return told.publish(shared -> Flux.merge(shared, beats().takeUntilOther(shared.ignoreElements())));
    }

    private Flux<ServerSentEvent<JobView>> beats() {
        return Flux.interval(heartbeat, timer)
                .onBackpressureDrop()
                .map(beat -> ServerSentEvent.<JobView>builder()
                        .comment("still watching")
                        .build());
    }
}
