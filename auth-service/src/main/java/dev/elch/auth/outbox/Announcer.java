package dev.elch.auth.outbox;

import dev.elch.auth.meters.AuthMeters;
import dev.elch.auth.signin.SignIn;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Stores a fresh sign-in and publishes its event at once, side by side, so that it is safe as soon as one of database and
 * broker has it. The user waits for that no longer than the budget; the work goes on to its end.
 */
public final class Announcer {

    private static final Logger log = LoggerFactory.getLogger(Announcer.class);

    private final SignInHistory history;
    private final Outbox outbox;
    private final SignInEvents events;
    private final UnsavedSignIns unsaved;
    private final OutboxProperties properties;
    private final AuthMeters meters;
    private final Clock clock;

    Announcer(
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
    public Mono<Announcement> announce(SignIn signIn) {
        return Mono.defer(() -> {
            Mono<Announcement> work =
                    recogniseDevice(signIn).flatMap(this::storeAndPublish).cache();
            // Its own subscription: a user who goes away does not cancel it.
            work.subscribe(
                    done -> {}, trouble -> log.error("Sign-in {} was not announced", signIn.eventKey(), trouble));
            return work.timeout(properties.budget(), Mono.fromSupplier(() -> {
                        meters.budgetExceeded();
                        return Announcement.UNDER_WAY;
                    }))
                    .onErrorReturn(Announcement.UNDER_WAY);
        });
    }

    /** A device that cannot be looked up in time counts as new: a mail too many is better than one too few. */
    private Mono<SignIn> recogniseDevice(SignIn signIn) {
        return history.knows(signIn.account().userId(), signIn.visitor().device())
                .timeout(properties.budget().dividedBy(2))
                .onErrorReturn(false)
                .map(isKnown -> signIn.onDevice(!isKnown));
    }

    private Mono<Announcement> storeAndPublish(SignIn signIn) {
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

    private Mono<Announcement> settle(SignIn signIn, boolean isStored, boolean isPublished) {
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
            return Mono.just(isPublished ? Announcement.PUBLISHED : Announcement.UNDER_WAY);
        }
        return isPublished ? notePublished(signIn) : handToRelay(signIn);
    }

    /** If the note is lost, the relay publishes the event again, and its readers drop the copy by its key. */
    private Mono<Announcement> notePublished(SignIn signIn) {
        return outbox.markPublished(signIn.eventKey(), clock.instant())
                .timeout(properties.databasePatience())
                .onErrorComplete()
                .thenReturn(Announcement.PUBLISHED);
    }

    private Mono<Announcement> handToRelay(SignIn signIn) {
        return outbox.release(signIn.eventKey(), clock.instant())
                .timeout(properties.databasePatience())
                .onErrorComplete()
                .thenReturn(Announcement.STORED);
    }
}
