package dev.elch.auth.outbox;

import dev.elch.auth.signin.SignIn;
import dev.elch.contract.DeliveryHeaders;
import dev.elch.contract.Topics;
import dev.elch.contract.UserSignedIn;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.kafka.core.KafkaTemplate;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Writes {@code UserSignedIn} records. The producer may block while it looks for the broker, so it has threads of its own. */
final class KafkaSignInEvents implements SignInEvents {

    private final KafkaTemplate<String, UserSignedIn> kafka;
    private final Scheduler threads;

    KafkaSignInEvents(KafkaTemplate<String, UserSignedIn> kafka, Scheduler threads) {
        this.kafka = kafka;
        this.threads = threads;
    }

    @Override
    public Mono<Void> publish(SignIn signIn) {
        return Mono.defer(() -> Mono.fromFuture(kafka.send(record(signIn)), true))
                .subscribeOn(threads)
                .then();
    }

    private static ProducerRecord<String, UserSignedIn> record(SignIn signIn) {
        ProducerRecord<String, UserSignedIn> record =
                new ProducerRecord<>(Topics.USER_SIGNED_IN, signIn.account().userId(), event(signIn));
        header(record, DeliveryHeaders.EVENT_KEY, signIn.eventKey());
        String traceparent = signIn.visitor().traceparent();
        if (traceparent != null) {
            header(record, DeliveryHeaders.TRACEPARENT, traceparent);
        }
        return record;
    }

    private static void header(ProducerRecord<String, UserSignedIn> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    /** The generated builder takes null where the schema does, and does not say so. */
    @SuppressWarnings("NullAway")
    private static UserSignedIn event(SignIn signIn) {
        return UserSignedIn.newBuilder()
                .setEventKey(signIn.eventKey())
                .setUserId(signIn.account().userId())
                .setLogin(signIn.account().login())
                .setEmail(signIn.account().email())
                .setName(signIn.account().name())
                .setProvider(signIn.account().provider())
                .setIpAddress(signIn.visitor().ipAddress())
                .setUserAgent(signIn.visitor().userAgent())
                .setLocale(signIn.visitor().locale())
                .setNewDevice(signIn.newDevice())
                .setSessionId(signIn.session())
                .setOccurredAt(signIn.occurredAt())
                .build();
    }
}
