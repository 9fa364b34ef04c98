package dev.elch.notification.webhook;

import dev.elch.contract.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Puts signed reports on {@code mail-events}, keyed by event key, so that those about one mail stay in order. */
final class KafkaMailEvents {

    private final Producer<byte[], byte[]> producer;
    private final ReportSignatures signatures;
    private final Duration timeout;
    private final Scheduler blocking;

    KafkaMailEvents(
            Producer<byte[], byte[]> producer, ReportSignatures signatures, Duration timeout, Scheduler blocking) {
        this.producer = producer;
        this.signatures = signatures;
        this.timeout = timeout;
        this.blocking = blocking;
    }

    /** Completes once every in-sync replica has all of them; fails when one of them is not known to be there. */
    Mono<Void> publish(List<ReportedMail> reports) {
        return Mono.defer(() -> Mono.fromFuture(sendAll(reports)))
                .subscribeOn(blocking)
                .timeout(timeout);
    }

    private CompletableFuture<Void> sendAll(List<ReportedMail> reports) {
        return CompletableFuture.allOf(reports.stream().map(this::send).toArray(CompletableFuture[]::new));
    }

    private CompletableFuture<Void> send(ReportedMail report) {
        CompletableFuture<Void> acknowledged = new CompletableFuture<>();
        byte[] key = report.event().eventKey().getBytes(StandardCharsets.UTF_8);
        byte[] value = report.json().getBytes(StandardCharsets.UTF_8);
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(Topics.MAIL_EVENTS, key, value);
        record.headers()
                .add(ReportSignatures.HEADER, signatures.sign(key, value).getBytes(StandardCharsets.US_ASCII));
        var unused = producer.send(record, (metadata, failure) -> {
            if (failure == null) {
                acknowledged.complete(null);
            } else {
                acknowledged.completeExceptionally(failure);
            }
        });
        return acknowledged;
    }
}
