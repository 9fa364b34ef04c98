package dev.elch.notification.provider;

import dev.elch.notification.delivery.Outcome;
import dev.elch.notification.delivery.Reason;
import dev.elch.notification.mail.Mail;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.timelimiter.TimeLimiter;
import io.github.resilience4j.timelimiter.TimeLimiterConfig;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Guards a provider by a circuit breaker, a limit of concurrent mails and a time limit. A mail that a guard turns away gets
 * an outcome that uses no attempt.
 */
public final class Resilience4jMailProvider implements MailProvider, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Resilience4jMailProvider.class);
    private static final Duration COME_BACK = Duration.ofSeconds(1);

    private final MailProvider provider;
    private final Runnable closeProvider;
    private final FloodGuard floodGuard;
    private final Clock clock;
    private final CircuitBreaker breaker;
    private final Bulkhead bulkhead;
    private final TimeLimiter timeLimiter;
    private final ExecutorService senders;
    private final HeldBackMails heldBack = new HeldBackMails();

    /**
     * @param closeProvider closes the provider
     * @param atMost limit of concurrent mails
     * @param timeLimit longer than the provider's own timeouts, which know more about what became of the mail; for a provider that
     *     does not keep them
     */
    public Resilience4jMailProvider(
            MailProvider provider,
            Runnable closeProvider,
            ProviderProperties.Breaker settings,
            FloodGuard floodGuard,
            int atMost,
            Duration timeLimit,
            Clock clock) {
        this.provider = provider;
        this.closeProvider = closeProvider;
        this.floodGuard = floodGuard;
        this.clock = clock;
        this.breaker = CircuitBreaker.of(provider.name(), breakerConfig(settings, clock));
        this.bulkhead = Bulkhead.of(
                provider.name(),
                BulkheadConfig.custom()
                        .maxConcurrentCalls(atMost)
                        .maxWaitDuration(COME_BACK)
                        .build());
        this.timeLimiter = TimeLimiter.of(TimeLimiterConfig.custom()
                .timeoutDuration(timeLimit)
                .cancelRunningFuture(true)
                .build());
        this.senders = Executors.newCachedThreadPool(threads(provider.name()));
        breaker.getEventPublisher()
                .onStateTransition(event -> log.warn("{}: breaker {}", provider.name(), event.getStateTransition()));
    }

    @Override
    public String name() {
        return provider.name();
    }

    @Override
    public Duration timeLimit() {
        return timeLimiter.getTimeLimiterConfig().getTimeoutDuration().plus(COME_BACK);
    }

    /** {@code CLOSED}, {@code OPEN} or {@code HALF_OPEN}. */
    public String breakerState() {
        return breaker.getState().name();
    }

    @Override
    public Outcome send(Mail mail) {
        if (!breaker.tryAcquirePermission()) {
            return new Outcome.Pause(
                    Outcome.Pause.PROVIDER,
                    Reason.of(ReasonKind.BREAKER_OPEN, name() + " failed too often and is not used for a moment"));
        }
        if (!bulkhead.tryAcquirePermission()) {
            breaker.releasePermission();
            return new Outcome.RetryAfter(
                    RetryDelay.after(COME_BACK, clock.instant()),
                    Reason.of(ReasonKind.PROVIDER_BUSY, "too many mails are being sent by " + name()));
        }
        long asked = breaker.getCurrentTimestamp();
        try {
            Outcome outcome = floodGuard.judge(mail.eventKey(), limited(mail), clock.instant());
            learnFrom(outcome, breaker.getCurrentTimestamp() - asked);
            return withoutUsingAnAttempt(mail, outcome);
        } catch (RuntimeException e) {
            breaker.onError(breaker.getCurrentTimestamp() - asked, breaker.getTimestampUnit(), e);
            throw e;
        } finally {
            bulkhead.onComplete();
        }
    }

    private Outcome limited(Mail mail) {
        if (provider.keepsItsTimeLimit()) {
            return provider.send(mail);
        }
        try {
            return timeLimiter.executeFutureSupplier(() -> senders.submit(() -> provider.send(mail)));
        } catch (TimeoutException e) {
            return lost(
                    mail,
                    "no answer within " + timeLimiter.getTimeLimiterConfig().getTimeoutDuration());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return lost(mail, "interrupted while waiting for the answer");
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(name() + " failed in an unforeseen way", e);
        }
    }

    private Outcome lost(Mail mail, String why) {
        log.warn("event {}: {} {}, it may have been sent", mail.eventKey(), name(), why);
        return new Outcome.Ambiguous(Reason.of(ReasonKind.ANSWER_LOST, why));
    }

    private void learnFrom(Outcome outcome, long took) {
        if (outcome instanceof Outcome.RetryAfter after && after.reason().kind().equals(ReasonKind.PROVIDER_BUSY)) {
            breaker.releasePermission();
            return;
        }
        breaker.onResult(took, breaker.getTimestampUnit(), outcome);
        boolean opensTheBreaker = isPauseOfAll(outcome) && breaker.getState() == CircuitBreaker.State.CLOSED;
        if (opensTheBreaker) {
            breaker.transitionToOpenState();
        }
    }

    /** Once the provider is known to be down, a failure uses no attempt, unless the mail is to blame for it. */
    private Outcome withoutUsingAnAttempt(Mail mail, Outcome outcome) {
        if (outcome instanceof Outcome.Accepted) {
            heldBack.accepted(mail.eventKey());
        }
        boolean isKnown = breaker.getState() != CircuitBreaker.State.CLOSED;
        return isKnown
                        && outcome instanceof Outcome.RetryLater later
                        && isDown(later)
                        && !heldBack.failedAgain(mail.eventKey())
                ? new Outcome.Pause(Outcome.Pause.PROVIDER, later.reason())
                : outcome;
    }

    private static CircuitBreakerConfig breakerConfig(ProviderProperties.Breaker settings, Clock clock) {
        return CircuitBreakerConfig.custom()
                .clock(clock)
                .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(settings.window())
                .minimumNumberOfCalls(settings.least())
                .failureRateThreshold(settings.failureRate())
                .waitDurationInOpenState(settings.openFor())
                .permittedNumberOfCallsInHalfOpenState(1)
                .recordResult(outcome -> outcome instanceof Outcome answer && isTrouble(answer))
                .build();
    }

    /** Whether an answer is about the provider rather than about the mail. */
    private static boolean isTrouble(Outcome outcome) {
        return isPauseOfAll(outcome)
                || outcome instanceof Outcome.Ambiguous
                || (outcome instanceof Outcome.RetryLater later && isDown(later));
    }

    private static boolean isPauseOfAll(Outcome outcome) {
        return outcome instanceof Outcome.Pause pause && pause.scope().equals(Outcome.Pause.PROVIDER);
    }

    private static boolean isDown(Outcome.RetryLater later) {
        return later.reason().kind().equals(ReasonKind.PROVIDER_DOWN);
    }

    private static ThreadFactory threads(String name) {
        AtomicInteger count = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, "mail-" + name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            thread.setContextClassLoader(Resilience4jMailProvider.class.getClassLoader());
            return thread;
        };
    }

    /** Mails that are being sent end by the provider's own timeouts. */
    @Override
    public void close() {
        senders.shutdown();
        closeProvider.run();
    }
}
