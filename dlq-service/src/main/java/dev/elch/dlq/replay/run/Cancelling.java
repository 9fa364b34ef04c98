package dev.elch.dlq.replay.run;

import dev.elch.dlq.MongoAnswers;
import dev.elch.dlq.replay.MongoClaims;
import dev.elch.dlq.replay.MongoReplayPages;
import dev.elch.dlq.replay.ReplayEntry;
import dev.elch.dlq.replay.ReplayEntryState;
import dev.elch.dlq.replay.ReplayJob;
import dev.elch.dlq.replay.ReplayPage;
import java.time.Clock;
import java.util.Set;
import java.util.stream.Collectors;

/** Reopens the dead letters that a job has not sent. May be repeated from the start after a crash. */
final class Cancelling {

    static final String CANCELLED = "cancelled";

    private final MongoAnswers answers = MongoAnswers.inTime();
    private final MongoClaims claims;
    private final MongoReplayPages pages;
    private final Clock clock;

    Cancelling(MongoClaims claims, MongoReplayPages pages, Clock clock) {
        this.claims = claims;
        this.pages = pages;
        this.clock = clock;
    }

    void cancel(ReplayJob job, Runnable stillOurs) {
        for (int number = job.nextPage(); number < job.pages(); number++) {
            stillOurs.run();
            ReplayPage page = pages.change(
                            job.id(),
                            number,
                            entry -> entry.state() == ReplayEntryState.PENDING
                                    ? entry.in(ReplayEntryState.SKIPPED, CANCELLED)
                                    : entry)
                    .as(answers::find)
                    .orElseThrow();
            Set<String> skipped = page.in(ReplayEntryState.SKIPPED).stream()
                    .map(ReplayEntry::deadLetter)
                    .collect(Collectors.toSet());
            claims.release(skipped, job.id(), clock.instant()).as(answers::await);
        }
    }
}
