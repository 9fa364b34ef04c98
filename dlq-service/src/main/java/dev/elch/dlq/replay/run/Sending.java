package dev.elch.dlq.replay.run;

import dev.elch.dlq.MongoAnswers;
import dev.elch.dlq.deadletter.DeadLetter;
import dev.elch.dlq.deadletter.DeadLetterSummary;
import dev.elch.dlq.meter.DlqMeters;
import dev.elch.dlq.replay.Forecast;
import dev.elch.dlq.replay.MongoClaims;
import dev.elch.dlq.replay.MongoReplayPages;
import dev.elch.dlq.replay.ReplayEntry;
import dev.elch.dlq.replay.ReplayEntryState;
import dev.elch.dlq.replay.ReplayJob;
import dev.elch.dlq.replay.ReplayPage;
import dev.elch.dlq.replay.ReplayTopics;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Sends the dead letters of one job, in batches: marks a batch as about to be sent, sends it, marks what the broker has
 * acknowledged. After a crash between the marks the topic itself says what was written, and the rest is sent then: so
 * each dead letter is written once.
 */
final class Sending {

    private static final int MOST_AT_ONCE = 500;
    private static final String GONE = "taken_back";

    private final MongoAnswers answers = MongoAnswers.inTime();
    private final MongoClaims claims;
    private final MongoReplayPages pages;
    private final KafkaReplayTopic topic;
    private final KafkaReplayHistory history;
    private final Forecast forecast;
    private final Clock clock;
    private final DlqMeters meters;
    private final String job;
    private final String to;
    private final ReplayEntryState afterwards;
    private final Pace pace;
    private final Map<Integer, Long> positions;
    private int nextPage;
    private boolean isCertain;

    Sending(
            ReplayJob job,
            MongoClaims claims,
            MongoReplayPages pages,
            KafkaReplayTopic topic,
            KafkaReplayHistory history,
            Forecast forecast,
            DlqMeters meters,
            Clock clock) {
        this.job = job.id();
        this.to = job.topic();
        this.afterwards = ReplayTopics.isFollowed(to) ? ReplayEntryState.SENT : ReplayEntryState.HANDED_OVER;
        this.meters = meters;
        this.claims = claims;
        this.pages = pages;
        this.topic = topic;
        this.history = history;
        this.forecast = forecast;
        this.clock = clock;
        this.pace = new Pace(job.rate(), System.nanoTime());
        this.positions = new TreeMap<>(job.positions());
        this.nextPage = job.nextPage();
    }

    /** The first page that may have dead letters to send. */
    int nextPage() {
        return nextPage;
    }

    /** Where the next record of this job can be at the earliest; nothing is uncertain before it. */
    Map<Integer, Long> positions() {
        return Map.copyOf(positions);
    }

    /** Whether it is known of every dead letter if it was sent. */
    boolean isCertain() {
        return isCertain;
    }

    /** Sends what the pace allows of the pages up to {@code end}; whether there is nothing left to send. */
    boolean send(int end) {
        makeCertain(end);
        int granted = pace.take(MOST_AT_ONCE, System.nanoTime());
        while (nextPage < end && granted > 0 && isCertain) {
            List<String> batch = pending(nextPage, granted);
            if (batch.isEmpty()) {
                nextPage++;
            } else {
                send(nextPage, batch);
                granted -= batch.size();
            }
        }
        return nextPage >= end && isCertain;
    }

    private List<String> pending(int page, int most) {
        return pages.find(job, page).as(answers::find).orElseThrow().in(ReplayEntryState.PENDING).stream()
                .limit(most)
                .map(ReplayEntry::deadLetter)
                .toList();
    }

    private void send(int page, List<String> batch) {
        Set<String> ids = new HashSet<>(batch);
        isCertain = false;
        mark(page, ids, ReplayEntryState.PENDING, ReplayEntryState.SENDING);
        List<DeadLetter> deadLetters = claims.claimed(ids, job).as(answers::findAll);
        Map<String, String> skipped = skipped(ids, deadLetters);
        ReplayReceipt receipt = topic.send(
                deadLetters.stream()
                        .filter(deadLetter ->
                                !skipped.containsKey(deadLetter.id().toString()))
                        .toList(),
                to);
        settle(page, receipt.deadLetters(), skipped);
        receipt.positions().forEach((partition, offset) -> positions.merge(partition, offset, Math::max));
        isCertain = receipt.deadLetters().size() + skipped.size() == ids.size();
    }

    private Map<String, String> skipped(Set<String> ids, List<DeadLetter> deadLetters) {
        Instant now = clock.instant();
        Map<String, String> skipped = new HashMap<>();
        ids.forEach(id -> skipped.put(id, GONE));
        deadLetters.forEach(deadLetter -> forecast.skipped(DeadLetterSummary.of(deadLetter), now)
                .ifPresentOrElse(
                        reason -> skipped.put(deadLetter.id().toString(), reason),
                        () -> skipped.remove(deadLetter.id().toString())));
        return skipped;
    }

    private void mark(int page, Set<String> ids, ReplayEntryState from, ReplayEntryState to) {
        pages.change(
                        job,
                        page,
                        entry -> ids.contains(entry.deadLetter()) && entry.state() == from ? entry.in(to) : entry)
                .as(answers::await);
    }

    private void settle(int page, Set<String> sent, Map<String, String> skipped) {
        ReplayPage settled = pages.change(job, page, entry -> {
                    if (entry.state() != ReplayEntryState.SENDING) {
                        return entry;
                    }
                    String reason = skipped.get(entry.deadLetter());
                    return reason != null
                            ? entry.in(ReplayEntryState.SKIPPED, reason)
                            : sent.contains(entry.deadLetter()) ? entry.in(afterwards) : entry;
                })
                .as(answers::find)
                .orElseThrow();
        claims.release(skipped.keySet(), job, clock.instant()).as(answers::await);
        Set<String> handedOver = deadLetters(settled, ReplayEntryState.HANDED_OVER);
        handedOver.retainAll(sent);
        claims.handOver(handedOver, job, clock.instant()).as(answers::await);
        handedOver.forEach(deadLetter -> meters.replayed(ReplayEntryState.HANDED_OVER.word()));
    }

    /** Finds out about every dead letter that was about to be sent when a crash came or an answer was lost. */
    void makeCertain(int end) {
        if (isCertain) {
            return;
        }
        for (int number = nextPage; number < end; number++) {
            ReplayPage page = pages.find(job, number).as(answers::find).orElseThrow();
            boolean isUntouched = page.in(ReplayEntryState.PENDING).size()
                            + page.in(ReplayEntryState.SKIPPED).size()
                    == page.entries().size();
            makeCertain(page);
            if (isUntouched) {
                break;
            }
        }
        isCertain = true;
    }

    private void makeCertain(ReplayPage page) {
        claims.release(deadLetters(page, ReplayEntryState.SKIPPED), job, clock.instant())
                .as(answers::await);
        claims.handOver(deadLetters(page, ReplayEntryState.HANDED_OVER), job, clock.instant())
                .as(answers::await);
        Set<String> uncertain = deadLetters(page, ReplayEntryState.SENDING);
        if (!uncertain.isEmpty()) {
            Set<String> written = history.written(to, uncertain, positions);
            mark(page.number(), written, ReplayEntryState.SENDING, afterwards);
            if (afterwards == ReplayEntryState.HANDED_OVER) {
                claims.handOver(written, job, clock.instant()).as(answers::await);
            }
            uncertain.removeAll(written);
            mark(page.number(), uncertain, ReplayEntryState.SENDING, ReplayEntryState.PENDING);
        }
    }

    private static Set<String> deadLetters(ReplayPage page, ReplayEntryState state) {
        return page.in(state).stream().map(ReplayEntry::deadLetter).collect(Collectors.toCollection(HashSet::new));
    }
}
