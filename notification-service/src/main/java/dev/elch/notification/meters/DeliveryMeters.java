package dev.elch.notification.meters;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every meter of this service. None of them fails what it measures: a meter that throws is counted, said once, and left out.
 */
public final class DeliveryMeters {

    private static final Logger log = LoggerFactory.getLogger(DeliveryMeters.class);

    private final MeterRegistry registry;
    /** Buckets of the age. The usual histogram of a timer ends at 30 s, and no alert about minutes could ever fire. */
    static final Duration[] AGES = {
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofMinutes(1),
        Duration.ofMinutes(2),
        Duration.ofMinutes(5),
        Duration.ofMinutes(10),
        Duration.ofMinutes(20),
        Duration.ofHours(1),
        Duration.ofHours(24)
    };

    private final Counter failedObservations;

    public DeliveryMeters(MeterRegistry registry) {
        this.registry = registry;
        this.failedObservations = internalErrors("observation");
        // From the start, so that the first failure is an increase.
        internalErrors("record");
        internalErrors("consumer");
    }

    /** An event came to its end, {@code age} after the sign-in. */
    public void settled(String outcome, String reason, Duration age) {
        observe(() -> Counter.builder("elch.deliveries.settled")
                .description("Events that came to an end")
                .baseUnit("events")
                .tag("outcome", outcome)
                .tag("reason", reason)
                .register(registry)
                .increment());
        observe(() -> Timer.builder("elch.deliveries.age")
                .description("From the sign-in to the end of its notification")
                .tag("outcome", outcome)
                .serviceLevelObjectives(AGES)
                .register(registry)
                .record(notNegative(age)));
    }

    /** One attempt was settled. */
    public void attempt(int attempt, String outcome) {
        observe(() -> Counter.builder("elch.delivery.attempts")
                .description("Attempts by number and outcome")
                .baseUnit("attempts")
                .tag("attempt", attempt > 10 ? "more" : Integer.toString(attempt))
                .tag("outcome", outcome)
                .register(registry)
                .increment());
    }

    /** A record turned out to be a copy of one that is handled. */
    public void duplicate(String state) {
        observe(() -> Counter.builder("elch.deliveries.duplicates")
                .description("Records dropped because their event is handled")
                .baseUnit("records")
                .tag("state", state)
                .register(registry)
                .increment());
    }

    /** A provider reported something about a mail; {@code what} came of it, or what it was. */
    public void mailReport(String what) {
        mailReports(what, 1);
    }

    /** As {@link #mailReport}, for so many reports. */
    public void mailReports(String what, int count) {
        observe(() -> Counter.builder("elch.mail.reports")
                .description("Reports of mail providers, by what they were")
                .baseUnit("reports")
                .tag("what", what)
                .register(registry)
                .increment(count));
    }

    /** The quota was asked about a sign-in. */
    public void quota(String decision) {
        observe(() -> Counter.builder("elch.quota.decisions")
                .description("Answers of the quota, one each time it is asked")
                .baseUnit("decisions")
                .tag("decision", decision)
                .register(registry)
                .increment());
    }

    /** An attempt to deliver a digest was settled. */
    public void digest(String state) {
        observe(() -> Counter.builder("elch.digest.attempts")
                .description("Attempts to deliver a digest by what became of it")
                .baseUnit("attempts")
                .tag("state", state)
                .register(registry)
                .increment());
    }

    /** A retry was handed over {@code late} after it was due. */
    public void lateness(String step, Duration late) {
        observe(() -> record(
                Timer.builder("elch.retry.lateness")
                        .description("From the time a retry was due to its hand-over")
                        .tag("step", step),
                late));
    }

    /** A provider was called, through its breaker; {@code outcome} is {@code failed} when it threw. */
    public void providerCall(String provider, String outcome, Duration took) {
        observe(() -> record(
                Timer.builder("elch.provider.calls")
                        .description("Calls of mail providers by outcome")
                        .tag("provider", provider)
                        .tag("outcome", outcome),
                took));
    }

    /** Work failed in a way that was not foreseen; {@code where} is what it failed in: a record, or a consumer. */
    public void internalError(String where) {
        observe(() -> internalErrors(where).increment());
    }

    /** The schema registry did not answer a question about a schema. */
    public void registryFailure() {
        observe(() -> registryFailures().increment());
    }

    /** Watches whether the schema registry failed when it was asked last. Its failures are counted from now on. */
    public void watchRegistry(Supplier<Number> isInTrouble) {
        observe(this::registryFailures);
        observe(() -> Gauge.builder("elch.registry.trouble", isInTrouble)
                .description("1 while records wait because the schema registry does not answer")
                .register(registry));
    }

    /** Watches how many partitions have an offset that is held for too long. */
    public void watchHeldPartitions(Supplier<Number> held) {
        observe(() -> Gauge.builder("elch.intake.held", held)
                .description("Partitions whose committed offset does not move although a record is due")
                .register(registry));
    }

    /** Watches how many records of a step wait in this process, and for how long the longest due one has. */
    public void watchStep(String step, Supplier<Number> parked, Supplier<Number> overdueSeconds) {
        observe(() -> Gauge.builder("elch.retry.parked", parked)
                .description("Fetched records that wait for their attempt")
                .baseUnit("records")
                .tag("step", step)
                .register(registry));
        observe(() -> Gauge.builder("elch.retry.overdue", overdueSeconds)
                .description("How long the attempt that is due longest has been waiting")
                .baseUnit("seconds")
                .tag("step", step)
                .register(registry));
    }

    /** A mail went to the second provider, because the first could not work for a reason of this kind. */
    public void failover(String provider, String kind) {
        observe(() -> Counter.builder("elch.provider.failover")
                .description("Mails that another provider was asked for, by why the first could not work")
                .baseUnit("mails")
                .tag("provider", provider)
                .tag("kind", kind)
                .register(registry)
                .increment());
    }

    /** Watches a provider's breaker: 0 while closed, 0.5 while one call probes, 1 while open. */
    public void watchBreaker(String provider, Supplier<Number> state) {
        observe(() -> Gauge.builder("elch.provider.breaker", state)
                .description("State of a provider's breaker: 0 closed, 0.5 half open, 1 open")
                .tag("provider", provider)
                .register(registry));
    }

    /** Watches how many dead letters are parked in the database because their topic does not take them, for {@code reason}. */
    public void watchParkedDeadLetters(String reason, Supplier<Number> parked) {
        observe(() -> Gauge.builder("elch.dead.letters.parked", parked)
                .description("Dead letters that wait in the database because their topic does not take them")
                .baseUnit("records")
                .tag("reason", reason)
                .register(registry));
    }

    /** Watches whether work for the provider is paused. */
    public void watchPause(Supplier<Number> isPaused) {
        observe(() -> Gauge.builder("elch.provider.paused", isPaused)
                .description("1 while no work but probes goes to the mail provider")
                .register(registry));
    }

    /**
     * Does what only observes, such as counting or logging. If it fails, that is counted and changes nothing for the caller: no
     * durable step fails because of it.
     */
    public void observe(Runnable observation) {
        try {
            observation.run();
        } catch (RuntimeException e) {
            if (failedObservations.count() == 0) {
                log.error("a meter or a log failed and is left out; elch.internal.errors counts further ones", e);
            }
            failedObservations.increment();
        }
    }

    private void record(Timer.Builder timer, Duration duration) {
        timer.publishPercentileHistogram().register(registry).record(notNegative(duration));
    }

    private static Duration notNegative(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }

    private Counter internalErrors(String where) {
        return Counter.builder("elch.internal.errors")
                .description(
                        "Failures that were not foreseen: of a record, a consumer, or an observation such as a meter")
                .baseUnit("errors")
                .tag("where", where)
                .register(registry);
    }

    private Counter registryFailures() {
        return Counter.builder("elch.registry.failures")
                .description("Records that had to wait because the schema registry did not answer")
                .baseUnit("records")
                .register(registry);
    }
}
