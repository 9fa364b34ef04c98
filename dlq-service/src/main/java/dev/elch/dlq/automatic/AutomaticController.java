package dev.elch.dlq.automatic;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Shows the state of the automatic replays. */
@RestController
@RequestMapping("/api/admin/dlq/automatic")
class AutomaticController {

    private final MongoAutomaticReplayStates causes;
    private final AutomaticProperties properties;

    AutomaticController(MongoAutomaticReplayStates causes, AutomaticProperties properties) {
        this.causes = causes;
        this.properties = properties;
    }

    /** The causes that are replayed automatically; none: automatic replay is off. */
    @GetMapping
    Mono<AutomaticView> list() {
        return Flux.fromIterable(properties.kinds())
                .concatMap(causes::find)
                .map(CauseView::of)
                .collectList()
                .map(causes -> new AutomaticView(causes, RulesView.of(properties)));
    }

    /** All of them, and the rules by which they are replayed. */
    record AutomaticView(List<CauseView> causes, RulesView rules) {}

    /**
     * The rules, as they are configured; spans are ISO 8601 durations.
     *
     * @param quiet no dead letter of a cause may have come for so long before it is tried
     * @param firstWait how long to wait after a first dead letter that failed again; doubles up to {@code longestWait}
     * @param rate dead letters a second, once the first one was delivered
     */
    record RulesView(Duration quiet, Duration firstWait, Duration longestWait, int rate) {

        static RulesView of(AutomaticProperties properties) {
            return new RulesView(
                    properties.quiet(), properties.firstWait(), properties.longestWait(), properties.rate());
        }
    }

    /**
     * One cause.
     *
     * @param phase {@code idle}, {@code canary} (one dead letter is being replayed) or {@code rest} (all others are)
     * @param job the replay job at work, or the last one
     * @param failures how often it has failed in a row
     * @param notBefore nothing is tried before this
     */
    record CauseView(String kind, String phase, @Nullable String job, int failures, Instant notBefore) {

        static CauseView of(AutomaticReplayState progress) {
            return new CauseView(
                    progress.kind(),
                    progress.phase().word(),
                    progress.job(),
                    progress.failures(),
                    progress.notBefore());
        }
    }
}
