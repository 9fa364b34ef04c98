package dev.elch.testkit.guarantee;

import dev.elch.contract.DeliveryState;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Every event that was published has exactly one final outcome per round, and what ended as dead lies among the dead letters.
 *
 * <p>Fed by {@link KafkaTopicListener}, or by hand. Safe for many threads.
 */
public final class NothingIsLost {

    private static final int SHOWN = 10;

    private final Set<String> published = new LinkedHashSet<>();
    private final Map<String, NavigableMap<Integer, Set<String>>> outcomes = new LinkedHashMap<>();
    private final Set<String> deadLetters = new LinkedHashSet<>();

    /** An event was acknowledged by the broker; a copy of it is the same event. */
    public synchronized void published(String eventKey) {
        published.add(eventKey);
        notifyAll();
    }

    /** A final outcome was announced. Announced twice it counts once: after a crash the announcement may be repeated. */
    public synchronized void settled(String eventKey, int round, String outcome) {
        outcomes.computeIfAbsent(eventKey, key -> new TreeMap<>())
                .computeIfAbsent(round, number -> new LinkedHashSet<>())
                .add(outcome);
        notifyAll();
    }

    /** A record with this key lies among the dead letters. */
    public synchronized void deadLettered(String eventKey) {
        deadLetters.add(eventKey);
        notifyAll();
    }

    /**
     * Waits until all {@code events} that the test published were seen, nothing is open and no dead letter is missing, at most
     * {@code limit}, and then asserts all of it. Without the number a listener that is late would find nothing wrong.
     */
    public synchronized void awaitAndAssert(int events, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            for (long left = limit.toNanos(); isUnfinished(events) && left > 0; left = deadline - System.nanoTime()) {
                wait(Math.max(1, left / 1_000_000));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (published.size() < events) {
            throw new AssertionError("only %d of %d events were seen".formatted(published.size(), events));
        }
        assertHolds();
    }

    /** Asserts what holds when everything has come to its end; of no event at all it holds not. */
    public synchronized void assertHolds() {
        if (published.isEmpty() && outcomes.isEmpty()) {
            throw new AssertionError("no event was seen: this proves nothing");
        }
        List<String> violations = Stream.of(
                        violation("events without an outcome", open()),
                        violation("events with several outcomes in one round", ambiguous()),
                        violation("outcomes of events that were not published", unknown()),
                        violation("events that ended as dead but lie in no dead letter", missingLetters()))
                .flatMap(List::stream)
                .toList();
        if (!violations.isEmpty()) {
            throw new AssertionError("of %d events: %s".formatted(published.size(), String.join("; ", violations)));
        }
    }

    /** Events whose end is not known yet. */
    public synchronized List<String> open() {
        return published.stream().filter(event -> !outcomes.containsKey(event)).toList();
    }

    /** How many events were published. */
    public synchronized int publishedCount() {
        return published.size();
    }

    /** How many events ended in their last round as {@code outcome}, such as {@code SENT}. */
    public synchronized long count(String outcome) {
        return outcomes.values().stream()
                .filter(rounds -> lastOf(rounds).contains(outcome))
                .count();
    }

    private boolean isUnfinished(int events) {
        return published.size() < events
                || !open().isEmpty()
                || !missingLetters().isEmpty();
    }

    private List<String> ambiguous() {
        return outcomes.entrySet().stream()
                .filter(event -> event.getValue().values().stream().anyMatch(round -> round.size() > 1))
                .map(event -> event.getKey() + " " + event.getValue())
                .toList();
    }

    private List<String> unknown() {
        return outcomes.keySet().stream()
                .filter(event -> !published.contains(event))
                .toList();
    }

    private List<String> missingLetters() {
        return outcomes.entrySet().stream()
                .filter(event -> lastOf(event.getValue()).contains(DeliveryState.DEAD.name()))
                .map(Map.Entry::getKey)
                .filter(event -> !deadLetters.contains(event))
                .toList();
    }

    private static Set<String> lastOf(NavigableMap<Integer, Set<String>> rounds) {
        return rounds.lastEntry().getValue();
    }

    private static List<String> violation(String what, List<String> events) {
        return events.isEmpty()
                ? List.of()
                : List.of("%d %s: %s%s"
                        .formatted(
                                events.size(),
                                what,
                                events.stream().limit(SHOWN).toList(),
                                events.size() > SHOWN ? " and more" : ""));
    }
}
