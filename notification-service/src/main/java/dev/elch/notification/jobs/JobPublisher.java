package dev.elch.notification.jobs;

import dev.elch.notification.ledger.MongoSubmissions;
import dev.elch.notification.ledger.Submission;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Brings jobs from the ledger to the topic, from where they go the way of every sign-in. A job is published twice when an
 * acknowledgement is lost, which the ledger recognises; it is never forgotten, because it is noted as published last.
 */
final class JobPublisher {

    private static final Logger log = LoggerFactory.getLogger(JobPublisher.class);

    private final KafkaJobEvents events;
    private final MongoSubmissions submissions;
    private final Duration lease;
    private final Clock clock;

    /** @param lease how long one instance has to publish what it took; longer than publishing may take */
    JobPublisher(KafkaJobEvents events, MongoSubmissions submissions, Duration lease, Clock clock) {
        this.events = events;
        this.submissions = submissions;
        this.lease = lease;
        this.clock = clock;
    }

    /** Publishes in the background; what fails is left to {@link #publishDue}. */
    void publishSoon(Submission submission) {
        publish(submission)
                .subscribe(
                        nothing -> {},
                        failure -> log.warn(
                                "event {}: handed in, but not published yet; the relay will: {}",
                                submission.signIn().eventKey(),
                                failure.toString()));
    }

    /** Publishes everything that is due, one after the other, until nothing is left or something fails. Gives their number. */
    Mono<Long> publishDue() {
        return Mono.defer(() -> submissions.takeUnpublished(
                        clock.instant(), clock.instant().plus(lease)))
                .flatMap(this::publishTaken)
                .repeatWhen(done -> done.takeWhile(count -> count > 0))
                .count();
    }

    private Mono<Submission> publishTaken(Submission submission) {
        return publish(submission)
                .doOnSuccess(done -> log.info(
                        "event {}: published by the relay", submission.signIn().eventKey()))
                .thenReturn(submission);
    }

    private Mono<Void> publish(Submission submission) {
        return events.publish(submission)
                .then(Mono.defer(() -> submissions.published(submission.signIn().eventKey())));
    }
}
