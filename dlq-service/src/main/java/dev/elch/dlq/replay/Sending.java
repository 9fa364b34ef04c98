package dev.elch.dlq.replay;

import dev.elch.dlq.deadletter.Letter;
import dev.elch.dlq.deadletter.MongoClaims;
import dev.elch.dlq.deadletter.Outline;
import dev.elch.dlq.meter.DlqMeters;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Sends the letters of one job, in batches: marks a batch as about to be sent, sends it, marks what the broker has
 * acknowledged. After a crash between the marks the topic itself says what was written, and the rest is sent then: so
 * each letter is written once.
 */
final class Sending {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int MOST_AT_ONCE = 500;
    private static final String GONE = "taken_back";

    private final MongoClaims claims;
    private final MongoReplayPages pages;
    private final KafkaReplayTopic topic;
    private final KafkaReplayHistory history;
    private final Forecast forecast;
    private final Clock clock;
    private final DlqMeters meters;
    private final String job;
    private final String to;
    private final EntryState afterwards;
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
        this.afterwards = ReplayTopics.isFollowed(to) ? EntryState.SENT : EntryState.HANDED_OVER;
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

    /** The first page that may have letters to send. */
    int nextPage() {
        return nextPage;
    }

    /** Where the next record of this job can be at the earliest; nothing is uncertain before it. */
    Map<Integer, Long> positions() {
        return Map.copyOf(positions);
    }

    /** Whether it is known of every letter if it was sent. */
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
        return pages.find(job, page).blockOptional(LIMIT).orElseThrow().in(EntryState.PENDING).stream()
                .limit(most)
                .map(Entry::letter)
                .toList();
    }

    private void send(int page, List<String> batch) {
        Set<String> ids = new HashSet<>(batch);
        isCertain = false;
        mark(page, ids, EntryState.PENDING, EntryState.SENDING);
        List<Letter> letters =
                claims.claimed(ids, job).collectList().blockOptional(LIMIT).orElse(List.of());
        Map<String, String> skipped = skipped(ids, letters);
        ReplayReceipt receipt = topic.send(
                letters.stream()
                        .filter(letter -> !skipped.containsKey(letter.id().toString()))
                        .toList(),
                to);
        settle(page, receipt.letters(), skipped);
        receipt.positions().forEach((partition, offset) -> positions.merge(partition, offset, Math::max));
        isCertain = receipt.letters().size() + skipped.size() == ids.size();
    }

    private Map<String, String> skipped(Set<String> ids, List<Letter> letters) {
        Instant now = clock.instant();
        Map<String, String> skipped = new HashMap<>();
        ids.forEach(id -> skipped.put(id, GONE));
        letters.forEach(letter -> forecast.skipped(Outline.of(letter), now)
                .ifPresentOrElse(
                        reason -> skipped.put(letter.id().toString(), reason),
                        () -> skipped.remove(letter.id().toString())));
        return skipped;
    }

    private void mark(int page, Set<String> ids, EntryState from, EntryState to) {
        pages.change(job, page, entry -> ids.contains(entry.letter()) && entry.state() == from ? entry.in(to) : entry)
                .block(LIMIT);
    }

    private void settle(int page, Set<String> sent, Map<String, String> skipped) {
        ReplayPage settled = pages.change(job, page, entry -> {
                    if (entry.state() != EntryState.SENDING) {
                        return entry;
                    }
                    String reason = skipped.get(entry.letter());
                    return reason != null
                            ? entry.in(EntryState.SKIPPED, reason)
                            : sent.contains(entry.letter()) ? entry.in(afterwards) : entry;
                })
                .blockOptional(LIMIT)
                .orElseThrow();
        claims.release(skipped.keySet(), job, clock.instant()).block(LIMIT);
        Set<String> handedOver = letters(settled, EntryState.HANDED_OVER);
        handedOver.retainAll(sent);
        claims.handOver(handedOver, job, clock.instant()).block(LIMIT);
        handedOver.forEach(letter -> meters.replayed(EntryState.HANDED_OVER.word()));
    }

    /** Finds out about every letter that was about to be sent when a crash came or an answer was lost. */
    void makeCertain(int end) {
        if (isCertain) {
            return;
        }
        for (int number = nextPage; number < end; number++) {
            ReplayPage page = pages.find(job, number).blockOptional(LIMIT).orElseThrow();
            boolean isUntouched = page.in(EntryState.PENDING).size()
                            + page.in(EntryState.SKIPPED).size()
                    == page.entries().size();
            makeCertain(page);
            if (isUntouched) {
                break;
            }
        }
        isCertain = true;
    }

    private void makeCertain(ReplayPage page) {
        claims.release(letters(page, EntryState.SKIPPED), job, clock.instant()).block(LIMIT);
        claims.handOver(letters(page, EntryState.HANDED_OVER), job, clock.instant())
                .block(LIMIT);
        Set<String> uncertain = letters(page, EntryState.SENDING);
        if (!uncertain.isEmpty()) {
            Set<String> written = history.written(to, uncertain, positions);
            mark(page.number(), written, EntryState.SENDING, afterwards);
            if (afterwards == EntryState.HANDED_OVER) {
                claims.handOver(written, job, clock.instant()).block(LIMIT);
            }
            uncertain.removeAll(written);
            mark(page.number(), uncertain, EntryState.SENDING, EntryState.PENDING);
        }
    }

    private static Set<String> letters(ReplayPage page, EntryState state) {
        return page.in(state).stream().map(Entry::letter).collect(Collectors.toCollection(HashSet::new));
    }
}
