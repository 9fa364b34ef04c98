package dev.elch.dlq.api;

import dev.elch.dlq.automatic.AutomaticProperties;
import dev.elch.dlq.automatic.MongoProgress;
import dev.elch.dlq.automatic.Progress;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Shows where replays without a person stand. */
@RestController
@RequestMapping("/api/admin/dlq/automatic")
class AutomaticController {

    private final MongoProgress causes;
    private final AutomaticProperties properties;

    AutomaticController(MongoProgress causes, AutomaticProperties properties) {
        this.causes = causes;
        this.properties = properties;
    }

    /** The causes that are replayed without a person; none: that is switched off. */
    @GetMapping
    Mono<AutomaticView> list() {
        return Flux.fromIterable(properties.kinds())
                .concatMap(causes::find)
                .map(CauseView::of)
                .collectList()
                .map(AutomaticView::new);
    }

    /** All of them. */
    record AutomaticView(List<CauseView> causes) {}

    /**
     * One cause.
     *
     * @param phase {@code idle}, {@code canary} (one letter is being replayed) or {@code rest} (all others are)
     * @param job the replay job at work, or the last one
     * @param failures how often it has failed in a row
     * @param notBefore nothing is tried before this
     */
    record CauseView(String kind, String phase, @Nullable String job, int failures, Instant notBefore) {

        static CauseView of(Progress progress) {
            return new CauseView(
                    progress.kind(),
                    progress.phase().word(),
                    progress.job(),
                    progress.failures(),
                    progress.notBefore());
        }
    }
}
