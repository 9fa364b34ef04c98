package dev.elch.dlq.replay.run;

import dev.elch.dlq.MongoAnswers;
import dev.elch.dlq.deadletter.DeadLetterSummary;
import dev.elch.dlq.replay.Balance;
import dev.elch.dlq.replay.Forecast;
import dev.elch.dlq.replay.MongoClaims;
import dev.elch.dlq.replay.MongoReplayJobs;
import dev.elch.dlq.replay.MongoReplayPages;
import dev.elch.dlq.replay.ReplayEntry;
import dev.elch.dlq.replay.ReplayEntryState;
import dev.elch.dlq.replay.ReplayJob;
import dev.elch.dlq.replay.ReplayPage;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes down which dead letters belong to a job, and claims those that it will send. A crash in between is no harm: what was
 * claimed but not written down is found again, and pages that are there are not made twice.
 */
final class MembershipFreezer {

    private final MongoAnswers answers = MongoAnswers.inTime();
    private final MongoClaims claims;
    private final MongoReplayPages pages;
    private final MongoReplayJobs jobs;
    private final Forecast forecast;
    private final Clock clock;

    MembershipFreezer(
            MongoClaims claims, MongoReplayPages pages, MongoReplayJobs jobs, Forecast forecast, Clock clock) {
        this.claims = claims;
        this.pages = pages;
        this.jobs = jobs;
        this.forecast = forecast;
        this.clock = clock;
    }

    /**
     * Freezes all of it, however long that takes.
     *
     * @param stillOurs is asked for every page, and throws when another instance has taken over
     */
    void freeze(ReplayJob job, Runnable stillOurs) {
        int next = 0;
        Optional<String> last = Optional.empty();
        for (ReplayPage page = find(job, next); page != null; page = find(job, next)) {
            last = Optional.of(page.entries().get(page.entries().size() - 1).deadLetter());
            next++;
        }
        Iterable<List<DeadLetterSummary>> rest = claims.candidates(
                        job.filter(), Optional.of(job.id()), job.cutoff(), last)
                .buffer(ReplayPage.SIZE)
                .toIterable(1);
        for (List<DeadLetterSummary> deadLetters : rest) {
            stillOurs.run();
            add(job, next, deadLetters);
            next++;
        }
        Balance balance = pages.balance(job.id(), next).as(answers::find).orElse(Balance.NOTHING);
        jobs.frozen(job.id(), next, balance.selected(), clock.instant()).as(answers::await);
    }

    private @Nullable ReplayPage find(ReplayJob job, int number) {
        return pages.find(job.id(), number).as(answers::await);
    }

    private void add(ReplayJob job, int number, List<DeadLetterSummary> deadLetters) {
        Instant now = clock.instant();
        Map<String, String> skipped = new LinkedHashMap<>();
        deadLetters.forEach(deadLetter ->
                forecast.skipped(deadLetter, now).ifPresent(reason -> skipped.put(deadLetter.id(), reason)));
        List<String> wanted = deadLetters.stream()
                .map(DeadLetterSummary::id)
                .filter(id -> !skipped.containsKey(id))
                .toList();
        Set<String> claimed =
                claims.claim(wanted, job.id(), number, now).as(answers::find).orElse(Set.of());
        List<ReplayEntry> entries = deadLetters.stream()
                .map(deadLetter -> entry(deadLetter.id(), claimed, skipped))
                .toList();
        pages.add(new ReplayPage(job.id(), number, 0, entries)).as(answers::await);
    }

    private static ReplayEntry entry(String deadLetter, Set<String> claimed, Map<String, String> skipped) {
        return claimed.contains(deadLetter)
                ? new ReplayEntry(deadLetter, ReplayEntryState.PENDING, null)
                : new ReplayEntry(
                        deadLetter, ReplayEntryState.SKIPPED, skipped.getOrDefault(deadLetter, Forecast.NOT_OPEN));
    }
}
