package dev.elch.auth.outbox;

import dev.elch.auth.meters.AuthMeters;
import dev.elch.auth.outbox.UnsavedSignIns.Unsaved;
import dev.elch.auth.signin.SignIn;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Publishes what was not published at once. Each event is claimed for a while before it is published, so that several
 * instances share the work; an event is published twice only when an acknowledgement is lost.
 */
final class OutboxRelay {

    private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);

    private final Outbox outbox;
    private final SignInEvents events;
    private final UnsavedSignIns unsaved;
    private final OutboxProperties properties;
    private final AuthMeters meters;
    private final Clock clock;

    OutboxRelay(
            Outbox outbox,
            SignInEvents events,
            UnsavedSignIns unsaved,
            OutboxProperties properties,
            AuthMeters meters,
            Clock clock) {
        this.outbox = outbox;
        this.events = events;
        this.unsaved = unsaved;
        this.properties = properties;
        this.meters = meters;
        this.clock = clock;
    }

    /** One round, until nothing is due or something fails: then the next round tries again. Never fails itself. */
    Mono<Void> round() {
        return saveUnsaved()
                .then(publishDue())
                .then(outbox.backlog()
                        .timeout(properties.databasePatience())
                        .doOnNext(backlog -> meters.backlog(backlog.size(), backlog.oldest())))
                .then()
                .onErrorResume(trouble -> {
                    log.warn("The relay pauses until its next round: {}", trouble.toString());
                    return Mono.empty();
                });
    }

    private Mono<Void> saveUnsaved() {
        return Mono.defer(() -> Mono.justOrEmpty(unsaved.take()))
                .flatMap(this::save)
                .repeatWhen(saved -> saved.takeWhile(count -> count > 0))
                .then();
    }

    private Mono<Boolean> save(Unsaved one) {
        Instant now = clock.instant();
        return outbox.store(one.signIn(), one.isPublished() ? null : now, now)
                .timeout(properties.databasePatience())
                .thenReturn(true)
                .doOnNext(saved -> log.info("Stored sign-in {}, which had waited in memory", one.eventKey()))
                .onErrorResume(away -> stillUnsaved(one, away));
    }

    /** The database is still away: then at least the event goes out. */
    private Mono<Boolean> stillUnsaved(Unsaved one, Throwable away) {
        return (one.isPublished()
                        ? Mono.<Void>empty()
                        : events.publish(one.signIn()).doOnSuccess(ack -> meters.publishedByRelay()))
                .doOnSuccess(published -> unsaved.putBack(new Unsaved(one.signIn(), true)))
                .doOnError(stillDown -> unsaved.putBack(one))
                .then(Mono.error(away));
    }

    private Mono<Void> publishDue() {
        return Mono.defer(() -> outbox.claim(clock.instant(), clock.instant().plus(properties.lease())))
                .timeout(properties.databasePatience())
                .flatMap(this::publish)
                .repeatWhen(done -> done.takeWhile(count -> count > 0))
                .then();
    }

    private Mono<Boolean> publish(SignIn signIn) {
        return meters.timingPublish(events.publish(signIn))
                .onErrorResume(down -> outbox.release(
                                signIn.eventKey(), clock.instant().plus(properties.relayBackoff()))
                        .onErrorComplete()
                        .then(Mono.error(down)))
                .then(Mono.defer(() -> outbox.markPublished(signIn.eventKey(), clock.instant())
                        .timeout(properties.databasePatience())))
                .thenReturn(true)
                .doOnNext(done -> {
                    meters.publishedByRelay();
                    Duration late = Duration.between(signIn.occurredAt(), clock.instant());
                    log.info(
                            "Published event {} of {} by relay, {} ms after the sign-in",
                            signIn.eventKey(),
                            signIn.account().userId(),
                            late.toMillis());
                });
    }
}
