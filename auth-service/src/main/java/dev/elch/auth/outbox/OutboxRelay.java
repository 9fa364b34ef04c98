package dev.elch.auth.outbox;

import dev.elch.auth.meters.AuthMeters;
import dev.elch.auth.outbox.Outbox.Backlog;
import dev.elch.auth.outbox.Outbox.Waiting;
import dev.elch.auth.outbox.UnsavedSignIns.Unsaved;
import dev.elch.auth.signin.SignIn;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Publishes what was not published at once: each user's events one after the other in the order of the sign-ins, many
 * users at a time. Events are claimed for a while before they are published, so that several instances share the work, and
 * only together with the earliest event of their user, so that no instance overtakes another. An event is published twice
 * only when an acknowledgement or the note of it is lost.
 */
final class OutboxRelay {

    private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);

    /** The first page is small and later ones grow, so that a broker that is away costs a round only a few attempts. */
    private static final int FIRST_PAGE = 4;

    private static final int LARGEST_PAGE = 1000;

    /** Few enough that those already handed to the producer are answered in the second half of the lease. */
    private static final int USERS_AT_ONCE = 32;

    private final Outbox outbox;
    private final SignInEvents events;
    private final UnsavedSignIns unsaved;
    private final OutboxProperties properties;
    private final AuthMeters meters;
    private final Clock clock;
    private volatile Backlog backlog = Backlog.NONE;

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

    /**
     * One round: everything that is due, oldest first, and what becomes due behind it. A user whose earliest event is not
     * due, is claimed by another instance or fails is left alone until the next round. Never fails itself.
     */
    Mono<Void> round() {
        return saveUnsaved().then(publishDue()).onErrorResume(trouble -> {
            log.warn("The relay pauses until its next round: {}", trouble.toString());
            return Mono.empty();
        });
    }

    /** Looks how much waits, also while a round is under way. Never fails itself. */
    Mono<Void> measure() {
        return Mono.defer(outbox::backlog)
                .timeout(properties.databasePatience())
                .doOnNext(found -> {
                    backlog = found;
                    meters.backlog(found.size(), found.oldest());
                })
                .then()
                .onErrorResume(trouble -> {
                    log.debug("The backlog of the outbox is unknown: {}", trouble.toString());
                    return Mono.empty();
                });
    }

    /** What waited when it was last measured. */
    Backlog backlog() {
        return backlog;
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
        return Mono.defer(() -> publishPage(null, FIRST_PAGE, new HashSet<>()));
    }

    /** @param held users of whom nothing more is published in this round, because an earlier event of theirs waits */
    private Mono<Void> publishPage(@Nullable Waiting after, int size, Set<String> held) {
        return outbox.waiting(after, size)
                .timeout(properties.databasePatience())
                .flatMap(page -> publish(page, held)
                        .flatMap(isAnswered -> isAnswered && page.size() == size
                                ? publishPage(page.get(size - 1), Math.min(4 * size, LARGEST_PAGE), held)
                                : Mono.empty()));
    }

    /** False: the broker took nothing of the page, and the round ends. */
    private Mono<Boolean> publish(List<Waiting> page, Set<String> held) {
        Instant now = clock.instant();
        List<SignIn> due = page.stream()
                .filter(one -> isDueInOrder(one, now, held))
                .map(Waiting::signIn)
                .toList();
        return due.isEmpty()
                ? Mono.just(true)
                : outbox.claim(keys(due), now, now.plus(properties.lease()))
                        .timeout(properties.databasePatience())
                        .flatMap(claimed -> publishClaimed(due, claimed, held, now.plus(properties.lease())));
    }

    private static boolean isDueInOrder(Waiting one, Instant now, Set<String> held) {
        return !held.contains(one.userId()) && (one.isDue(now) || !held.add(one.userId()));
    }

    private Mono<Boolean> publishClaimed(List<SignIn> due, Set<String> claimed, Set<String> held, Instant leaseEnd) {
        Instant lastStart = leaseEnd.minus(properties.lease().dividedBy(2));
        Map<String, List<SignIn>> byUser = due.stream()
                .collect(Collectors.groupingBy(
                        signIn -> signIn.account().userId(), LinkedHashMap::new, Collectors.toList()));
        return Flux.fromIterable(byUser.values())
                .flatMap(
                        ofUser -> Flux.fromIterable(ofUser)
                                .takeWhile(next -> claimed.contains(next.eventKey())
                                        && clock.instant().isBefore(lastStart))
                                .concatMap(this::publish, 1)
                                .takeUntil(attempt -> !attempt.isPublished()),
                        USERS_AT_ONCE)
                .collectList()
                .flatMap(attempts -> settle(due, claimed, attempts, held));
    }

    private Mono<Attempt> publish(SignIn signIn) {
        return meters.timingPublish(events.publish(signIn))
                .thenReturn(new Attempt(signIn, true))
                .onErrorResume(refused -> {
                    log.warn("The relay did not publish event {}: {}", signIn.eventKey(), refused.toString());
                    return Mono.just(new Attempt(signIn, false));
                });
    }

    private Mono<Boolean> settle(List<SignIn> due, Set<String> claimed, List<Attempt> attempts, Set<String> held) {
        List<SignIn> published = attempts.stream()
                .filter(Attempt::isPublished)
                .map(Attempt::signIn)
                .toList();
        Set<String> failed = attempts.stream()
                .filter(attempt -> !attempt.isPublished())
                .map(attempt -> attempt.signIn().eventKey())
                .collect(Collectors.toSet());
        Set<String> done = keys(published);
        due.stream()
                .filter(signIn -> !done.contains(signIn.eventKey()))
                .forEach(signIn -> held.add(signIn.account().userId()));
        Set<String> untried = new HashSet<>(claimed);
        untried.removeAll(done);
        untried.removeAll(failed);
        Instant now = clock.instant();
        return note(published, now)
                .then(release(failed, now.plus(properties.relayBackoff())))
                .then(release(untried, now))
                .thenReturn(failed.isEmpty() || !published.isEmpty());
    }

    private Mono<Void> note(List<SignIn> published, Instant now) {
        if (published.isEmpty()) {
            return Mono.empty();
        }
        published.forEach(signIn -> {
            meters.publishedByRelay();
            log.info(
                    "Published event {} of {} by relay, {} ms after the sign-in",
                    signIn.eventKey(),
                    signIn.account().userId(),
                    Duration.between(signIn.occurredAt(), now).toMillis());
        });
        return outbox.markPublished(keys(published), now).timeout(properties.databasePatience());
    }

    private Mono<Void> release(Set<String> eventKeys, Instant relayFrom) {
        return eventKeys.isEmpty()
                ? Mono.empty()
                : outbox.release(eventKeys, relayFrom).timeout(properties.databasePatience());
    }

    private static Set<String> keys(List<SignIn> signIns) {
        return signIns.stream().map(SignIn::eventKey).collect(Collectors.toSet());
    }

    /** What became of one event. */
    private record Attempt(SignIn signIn, boolean isPublished) {}
}
