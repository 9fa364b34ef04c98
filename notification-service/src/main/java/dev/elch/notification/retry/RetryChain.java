package dev.elch.notification.retry;

import dev.elch.contract.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** Decides when and where a failed attempt is followed by the next one. Pure arithmetic; thread-safe if its source is. */
public final class RetryChain {

    private final List<RetryStep> steps;
    private final double jitter;
    private final DoubleSupplier random;

    /**
     * @param delays one per step, each longer than the one before
     * @param jitter from 0 (none) to below 1: a wait is lengthened by a random part of its delay, up to this share
     * @param random numbers from 0 to below 1
     */
    public RetryChain(List<Duration> delays, double jitter, DoubleSupplier random) {
        RetryProperties.requireAscending(delays);
        this.steps = delays.stream().map(RetryChain::step).toList();
        this.jitter = jitter;
        this.random = random;
    }

    /** The hop after attempt number {@code attempt} failed; empty when the chain is used up. */
    public Optional<Hop> afterAttempt(int attempt, Instant now) {
        return attempt > steps.size() ? Optional.empty() : Optional.of(hop(steps.get(attempt - 1), now));
    }

    /**
     * The hop after attempt number {@code attempt}, on that attempt's step or the first later one that ends at or after
     * {@code earliest}; empty when the chain is used up.
     */
    public Optional<Hop> afterAttempt(int attempt, Instant earliest, Instant now) {
        return afterAttempt(attempt, now).map(hop -> hop.dueAt().isBefore(earliest) ? notBefore(earliest, now) : hop);
    }

    /**
     * The first step of all that does not end before {@code earliest}. When that is later than the longest step, the record
     * waits there until {@code earliest}.
     */
    public Hop notBefore(Instant earliest, Instant now) {
        for (RetryStep step : steps) {
            if (!now.plus(step.delay()).isBefore(earliest)) {
                return hop(step, now);
            }
        }
        return new Hop(steps.get(steps.size() - 1).topic(), wholeMillis(earliest));
    }

    /** Shortest wait first. */
    public List<RetryStep> steps() {
        return new ArrayList<>(steps);
    }

    private Hop hop(RetryStep step, Instant now) {
        Duration extra =
                Duration.ofNanos((long) (step.delay().toNanos() * jitter * (jitter == 0 ? 0 : random.getAsDouble())));
        return new Hop(step.topic(), wholeMillis(now.plus(step.delay()).plus(extra)));
    }

    /** Rounded up, since the header holds milliseconds and no attempt may be early. */
    private static Instant wholeMillis(Instant instant) {
        Instant down = instant.truncatedTo(ChronoUnit.MILLIS);
        return down.equals(instant) ? down : down.plusMillis(1);
    }

    private static RetryStep step(Duration delay) {
        return new RetryStep(Topics.USER_SIGNED_IN + ".retry-" + label(delay), delay);
    }

    /** {@code 1s}, {@code 2m}, {@code 1h}, {@code 250ms}: the largest unit that is exact. */
    static String label(Duration delay) {
        if (delay.toMillis() % 1_000 != 0) {
            return delay.toMillis() + "ms";
        }
        if (delay.toSeconds() % 60 != 0) {
            return delay.toSeconds() + "s";
        }
        return delay.toMinutes() % 60 != 0 ? delay.toMinutes() + "m" : delay.toHours() + "h";
    }
}
