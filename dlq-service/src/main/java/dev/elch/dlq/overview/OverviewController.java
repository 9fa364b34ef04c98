package dev.elch.dlq.overview;

import dev.elch.dlq.deadletter.MongoDeadLetters;
import dev.elch.dlq.group.MongoGroups;
import dev.elch.dlq.replay.Replays;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Shows what an operator wants to know first. */
@RestController
class OverviewController {

    private final MongoGroups groups;
    private final MongoDeadLetters deadLetters;
    private final Replays replays;
    private final Clock clock;

    OverviewController(MongoGroups groups, MongoDeadLetters deadLetters, Replays replays, Clock clock) {
        this.groups = groups;
        this.deadLetters = deadLetters;
        this.replays = replays;
        this.clock = clock;
    }

    /** @param range how far the history goes back: {@code 24h}, {@code 7d} or {@code 30d} */
    @GetMapping("/api/admin/dlq/overview")
    Mono<OverviewView> overview(@RequestParam(defaultValue = "24h") String range) {
        HistoryRange wanted = HistoryRange.ofWord(range);
        Instant now = clock.instant();
        return Mono.zip(
                        groups.open(),
                        deadLetters.oldestOpen().map(Optional::of).defaultIfEmpty(Optional.empty()),
                        replays.atWork().count(),
                        groups.countsSince(HistoryRange.instant(wanted.firstHour(now))))
                .map(known -> OverviewView.of(known.getT1(), known.getT2(), known.getT3(), wanted, known.getT4(), now));
    }
}
