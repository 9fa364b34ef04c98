package dev.elch.dlq.alert;

import dev.elch.dlq.audit.MongoAuditLog;
import dev.elch.dlq.problem.ConflictException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Shows whether the receivers take alerts, by one that is about nothing. It is not stored. */
final class TestAlert {

    static final String RULE = "test";

    private final List<AlertReceiver> receivers;
    private final AlertProperties properties;
    private final MongoAuditLog audit;
    private final Clock clock;

    TestAlert(List<AlertReceiver> receivers, AlertProperties properties, MongoAuditLog audit, Clock clock) {
        this.receivers = List.copyOf(receivers);
        this.properties = properties;
        this.audit = audit;
        this.clock = clock;
    }

    List<String> receivers() {
        return receivers.stream().map(AlertReceiver::name).toList();
    }

    /** Offers it to every receiver once; fails with a conflict when there is none. */
    Mono<List<Result>> offer(String actor) {
        if (receivers.isEmpty()) {
            return Mono.error(new ConflictException(
                    "No receiver is configured: set elch.alerts.webhook, elch.alerts.slack or elch.alerts.mail.to.",
                    Map.of()));
        }
        Alert alert = alert(actor, clock.instant());
        return audit.write(actor, "test alert", Map.of("receivers", String.join(", ", receivers())))
                .thenMany(Flux.fromIterable(receivers))
                .concatMap(receiver ->
                        Mono.fromCallable(() -> offered(receiver, alert)).subscribeOn(Schedulers.boundedElastic()))
                .collectList();
    }

    private Alert alert(String actor, Instant now) {
        String text = "A test alert, ordered by " + actor + ". Nothing is wrong.";
        return new Alert(RULE + "~" + now, RULE, "", text, properties.consoleUrl(), now);
    }

    private static Result offered(AlertReceiver receiver, Alert alert) {
        try {
            receiver.take(alert);
            return new Result(receiver.name(), null);
        } catch (AlertReceiver.NotTakenException e) {
            return new Result(receiver.name(), e.getMessage());
        }
    }

    /**
     * What a receiver did.
     *
     * @param problem why it was not taken; absent: it was
     */
    record Result(String receiver, @Nullable String problem) {}
}
