package dev.elch.dlq.meter;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** All meters of this service. Names and tags are those of docs/dlq-service.md; every tag has few values. */
public final class DlqMeters {

    /** Every writer to the topic can invent causes: further ones are counted as {@value #OTHER}. */
    private static final int MOST_KINDS = 50;

    private static final String OTHER = "other";

    private final MeterRegistry registry;
    private final Set<String> kinds = ConcurrentHashMap.newKeySet();
    private final AtomicLong open = new AtomicLong();
    private final AtomicLong oldestOpenMillis = new AtomicLong();

    public DlqMeters(MeterRegistry registry) {
        this.registry = registry;
        Gauge.builder("elch.dlq.open", open, AtomicLong::get)
                .description("Open dead letters")
                .baseUnit("dead_letters")
                .register(registry);
        TimeGauge.builder("elch.dlq.oldest.open", oldestOpenMillis, TimeUnit.MILLISECONDS, AtomicLong::get)
                .description("How long the oldest open dead letter has waited; 0: there is none")
                .register(registry);
    }

    /** A record of the dead-letter topic was stored, or was a copy of one. */
    public void arrived(String kind) {
        boolean isKnown = kinds.contains(kind) || (kinds.size() < MOST_KINDS && kinds.add(kind));
        count("elch.dlq.read", "Dead letters that were read", "dead_letters", "kind", isKnown ? kind : OTHER);
    }

    public void open(long deadLetters) {
        open.set(deadLetters);
    }

    public void oldestOpen(Duration age) {
        oldestOpenMillis.set(age.toMillis());
    }

    /** What became of a replayed dead letter; counted again when it is published again after a crash. */
    public void replayed(String outcome) {
        count("elch.dlq.replays.settled", "Replayed dead letters by outcome", "dead_letters", "outcome", outcome);
    }

    /** An alert was offered to a receiver. */
    public void alert(String receiver, boolean isTaken) {
        String outcome = isTaken ? "taken" : "failed";
        count(
                "elch.dlq.alerts.offered",
                "Alerts by receiver, and whether they were taken",
                "alerts",
                "receiver",
                receiver,
                "outcome",
                outcome);
    }

    /**
     * An automatic replay made a step.
     *
     * @param kind one of the configured causes
     * @param step {@code canary}, {@code rest}, {@code delivered} or {@code failed}
     */
    public void automatic(String kind, String step) {
        count("elch.dlq.automatic.steps", "Steps of automatic replays", "steps", "kind", kind, "step", step);
    }

    /** @param tags names and values in turn */
    private void count(String name, String description, String unit, String... tags) {
        Counter.builder(name)
                .description(description)
                .baseUnit(unit)
                .tags(tags)
                .register(registry)
                .increment();
    }
}
