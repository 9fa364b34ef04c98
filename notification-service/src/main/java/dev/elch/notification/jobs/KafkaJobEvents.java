package dev.elch.notification.jobs;

import dev.elch.contract.DeliveryHeaders;
import dev.elch.contract.Topics;
import dev.elch.contract.UserSignedIn;
import dev.elch.notification.delivery.SignIn;
import dev.elch.notification.ledger.Submission;
import dev.elch.notification.record.AvroSignIns;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Puts jobs on the topic of sign-ins, as auth-service does. The producer may block, so it is called on threads of its own. */
final class KafkaJobEvents {

    private final Producer<String, UserSignedIn> producer;
    private final Scheduler blocking;

    KafkaJobEvents(Producer<String, UserSignedIn> producer, Scheduler blocking) {
        this.producer = producer;
        this.blocking = blocking;
    }

    /** Completes once every in-sync replica has it. */
    Mono<Void> publish(Submission submission) {
        return Mono.defer(() -> Mono.fromFuture(send(record(submission)), true))
                .subscribeOn(blocking)
                .publishOn(blocking);
    }

    private CompletableFuture<Void> send(ProducerRecord<String, UserSignedIn> record) {
        CompletableFuture<Void> acknowledged = new CompletableFuture<>();
        var unused = producer.send(record, (metadata, failure) -> {
            if (failure == null) {
                acknowledged.complete(null);
            } else {
                acknowledged.completeExceptionally(failure);
            }
        });
        return acknowledged;
    }

    private static ProducerRecord<String, UserSignedIn> record(Submission submission) {
        SignIn signIn = submission.signIn();
        ProducerRecord<String, UserSignedIn> record =
                new ProducerRecord<>(Topics.USER_SIGNED_IN, signIn.userId(), AvroSignIns.event(signIn));
        header(record, DeliveryHeaders.EVENT_KEY, signIn.eventKey());
        if (submission.traceparent() != null) {
            header(record, DeliveryHeaders.TRACEPARENT, submission.traceparent());
        }
        return record;
    }

    private static void header(ProducerRecord<String, UserSignedIn> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
