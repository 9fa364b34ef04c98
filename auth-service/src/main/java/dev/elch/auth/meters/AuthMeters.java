package dev.elch.auth.meters;

import dev.elch.auth.signin.SignIn;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.BaseUnits;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Every meter of auth-service, by a method each that says what happened. */
public final class AuthMeters {

    private final MeterRegistry registry;
    private final Clock clock;
    private final Counter publishedAtOnce;
    private final Counter publishedByRelay;
    private final Counter budgetExceeded;
    private final Counter lost;
    private final Counter disputes;
    private final AtomicLong backlogSize = new AtomicLong();
    private final AtomicReference<@Nullable Instant> backlogOldest = new AtomicReference<>();

    public AuthMeters(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
        this.publishedAtOnce = published("at_once");
        this.publishedByRelay = published("relay");
        this.budgetExceeded = counter("elch.auth.budget.exceeded", "Sign-ins that went on before their event was safe");
        this.lost = counter("elch.auth.lost", "Sign-ins that neither database nor broker took: must stay at zero");
        this.disputes = counter("elch.auth.disputes", "Sign-ins that a user said were not theirs");
        List.of("new", "known")
                .forEach(device -> List.of("verified", "none").forEach(address -> signIns(device, address)));
        List.of("sign_in", "renewal", "refused").forEach(this::tokens);
        List.of("acknowledged", "failed").forEach(this::publishTimer);
        Gauge.builder("elch.auth.outbox.backlog", backlogSize, AtomicLong::get)
                .description("Events that wait in the database to be published")
                .baseUnit(BaseUnits.EVENTS)
                .register(registry);
        Gauge.builder("elch.auth.outbox.oldest", this, AuthMeters::oldestSeconds)
                .description("Age of the oldest event that waits to be published")
                .baseUnit("seconds")
                .register(registry);
    }

    public void signedIn(SignIn signIn) {
        signIns(signIn.newDevice() ? "new" : "known", signIn.account().email() == null ? "none" : "verified")
                .increment();
    }

    /** Shows a reason before the first sign-in fails for it: an alert needs the zero to see the one. */
    public void watchFailure(String reason) {
        failures(reason);
    }

    /** A sign-in failed for {@code reason}, one of a few words of ours. */
    public void signInFailed(String reason) {
        failures(reason).increment();
    }

    /** A console got a token; {@code way} is {@code sign_in} or {@code renewal}. */
    public void tokenGiven(String way) {
        tokens(way).increment();
    }

    public void tokenRefused() {
        tokens("refused").increment();
    }

    public void disputed() {
        disputes.increment();
    }

    public void publishedAtOnce() {
        publishedAtOnce.increment();
    }

    public void publishedByRelay() {
        publishedByRelay.increment();
    }

    public void budgetExceeded() {
        budgetExceeded.increment();
    }

    public void lost() {
        lost.increment();
    }

    /** Times a publication from subscription to acknowledgement or failure. */
    public Mono<Void> timingPublish(Mono<Void> publication) {
        return Mono.defer(() -> {
            Timer.Sample sample = Timer.start(registry);
            return publication
                    .doOnSuccess(acknowledged -> sample.stop(publishTimer("acknowledged")))
                    .doOnError(failed -> sample.stop(publishTimer("failed")));
        });
    }

    public void backlog(long size, @Nullable Instant oldest) {
        backlogSize.set(size);
        backlogOldest.set(oldest);
    }

    public void watchUnsaved(Supplier<Number> size) {
        Gauge.builder("elch.auth.unsaved", size)
                .description("Sign-ins that wait in memory for the database")
                .baseUnit(BaseUnits.EVENTS)
                .register(registry);
    }

    private double oldestSeconds() {
        Instant oldest = backlogOldest.get();
        return oldest == null ? 0 : Duration.between(oldest, clock.instant()).toMillis() / 1000.0;
    }

    private Counter signIns(String device, String address) {
        return counter("elch.auth.sign.ins", "Successful sign-ins", "device", device, "address", address);
    }

    private Counter failures(String reason) {
        return counter("elch.auth.sign.in.failures", "Sign-ins that failed", "reason", reason);
    }

    private Counter published(String way) {
        return counter("elch.auth.published", "Events that the broker acknowledged", "way", way);
    }

    private Counter tokens(String way) {
        return counter("elch.auth.tokens", "Tokens that consoles asked for", "way", way);
    }

    private Timer publishTimer(String result) {
        return Timer.builder("elch.auth.publish")
                .description("Time from handing an event to the producer to the broker's answer")
                .tag("result", result)
                .register(registry);
    }

    /** @param tags names and values in turn */
    private Counter counter(String name, String description, String... tags) {
        return Counter.builder(name)
                .description(description)
                .baseUnit(BaseUnits.EVENTS)
                .tags(tags)
                .register(registry);
    }
}
