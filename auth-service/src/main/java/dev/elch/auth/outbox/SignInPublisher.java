package dev.elch.auth.outbox;

import dev.elch.auth.meters.AuthMeters;
import dev.elch.auth.signin.SignIn;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Stores a new sign-in and publishes its event at once, side by side, so that it is safe as soon as one of database and
 * broker has it. The user waits for that no longer than the budget; the work goes on to its end. If earlier events of the
 * user are known to wait, the event is only stored: the relay publishes it behind them.
 */
public final class SignInPublisher {

    private static final Logger log = LoggerFactory.getLogger(SignInPublisher.class);

    private final SignInHistory history;
    private final Outbox outbox;
    private final SignInEvents events;
    private final UnsavedSignIns unsaved;
    private final OutboxProperties properties;
    private final AuthMeters meters;
    private final Clock clock;

    SignInPublisher(
            SignInHistory history,
            Outbox outbox,
            SignInEvents events,
            UnsavedSignIns unsaved,
            OutboxProperties properties,
            AuthMeters meters,
            Clock clock) {
        this.history = history;
        this.outbox = outbox;
        this.events = events;
        this.unsaved = unsaved;
        this.properties = properties;
        this.meters = meters;
        this.clock = clock;
    }

    /** Never fails, and answers within the budget. */
    public Mono<PublishState> publish(SignIn signIn) {
        return Mono.defer(() -> {
            Mono<PublishState> work = Mono.zip(recogniseDevice(signIn), isBehindOthers(signIn), this::storeAndPublish)
                    .flatMap(safe -> safe)
                    .cache();
            // Its own subscription: a user who goes away does not cancel it.
            work.subscribe(
                    done -> {}, trouble -> log.error("Sign-in {} was not published", signIn.eventKey(), trouble));
            return work.timeout(properties.budget(), Mono.fromSupplier(() -> {
                        meters.budgetExceeded();
                        return PublishState.IN_PROGRESS;
                    }))
                    .onErrorReturn(PublishState.IN_PROGRESS);
        });
    }

    /** A device that cannot be looked up in time counts as new: a mail too many is better than one too few. */
    private Mono<SignIn> recogniseDevice(SignIn signIn) {
        return history.knows(signIn.account().userId(), signIn.visitor().device())
                .timeout(properties.budget().dividedBy(2))
                .onErrorReturn(false)
                .map(isKnown -> signIn.onDevice(!isKnown));
    }

    /** If the database does not say in time, the event goes out: safe in another order is better than not safe yet. */
    private Mono<Boolean> isBehindOthers(SignIn signIn) {
        String userId = signIn.account().userId();
        return unsaved.isWaiting(userId)
                ? Mono.just(true)
                : outbox.isWaiting(userId)
                        .timeout(properties.budget().dividedBy(2))
                        .onErrorReturn(false);
    }

    private Mono<PublishState> storeAndPublish(SignIn signIn, boolean isBehindOthers) {
        return isBehindOthers ? storeForRelay(signIn) : storeAndPublishAtOnce(signIn);
    }

    private Mono<PublishState> storeForRelay(SignIn signIn) {
        return outbox.store(signIn, clock.instant(), clock.instant())
                .timeout(properties.databasePatience())
                .doOnSuccess(stored -> {
                    meters.signedIn(signIn);
                    log.info("Stored event {} behind earlier ones of its user", signIn.eventKey());
                })
                .thenReturn(PublishState.STORED)
                .onErrorResume(away -> storeAndPublishAtOnce(signIn));
    }

    private Mono<PublishState> storeAndPublishAtOnce(SignIn signIn) {
        Mono<Boolean> stored = outbox.store(signIn, clock.instant().plus(properties.lease()), clock.instant())
                .timeout(properties.databasePatience())
                .thenReturn(true)
                .onErrorResume(away -> {
                    log.warn("Sign-in {} is not stored yet: {}", signIn.eventKey(), away.toString());
                    return Mono.just(false);
                });
        Mono<Boolean> published = meters.timingPublish(events.publish(signIn))
                .thenReturn(true)
                .onErrorResume(away -> {
                    log.warn("Event {} is not published yet: {}", signIn.eventKey(), away.toString());
                    return Mono.just(false);
                });
        return Mono.zip(stored, published).flatMap(done -> settle(signIn, done.getT1(), done.getT2()));
    }

    private Mono<PublishState> settle(SignIn signIn, boolean isStored, boolean isPublished) {
        meters.signedIn(signIn);
        if (isPublished) {
            meters.publishedAtOnce();
            log.info(
                    "Published event {} of {} at once",
                    signIn.eventKey(),
                    signIn.account().userId());
        }
        if (!isStored) {
            unsaved.keep(signIn, isPublished);
            return Mono.just(isPublished ? PublishState.PUBLISHED : PublishState.IN_PROGRESS);
        }
        return isPublished ? notePublished(signIn) : handToRelay(signIn);
    }

    /** If the note is lost, the relay publishes the event again, and its readers drop the copy by its key. */
    private Mono<PublishState> notePublished(SignIn signIn) {
        return outbox.markPublished(List.of(signIn.eventKey()), clock.instant())
                .timeout(properties.databasePatience())
                .onErrorComplete()
                .thenReturn(PublishState.PUBLISHED);
    }

    private Mono<PublishState> handToRelay(SignIn signIn) {
        return outbox.release(List.of(signIn.eventKey()), clock.instant())
                .timeout(properties.databasePatience())
                .onErrorComplete()
                .thenReturn(PublishState.STORED);
    }
}
