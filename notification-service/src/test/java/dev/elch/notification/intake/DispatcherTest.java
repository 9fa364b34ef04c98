package dev.elch.notification.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.contract.DeliveryHeaders;
import dev.elch.notification.meters.DeliveryMeters;
import dev.elch.notification.pipeline.Handled;
import dev.elch.notification.pipeline.Handled.ProviderAnswer;
import dev.elch.notification.pipeline.IncomingRecord;
import dev.elch.notification.pipeline.RecordHandler;
import dev.elch.notification.record.Envelope;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class DispatcherTest {

    private static final Source LIVE = new Source("user-signed-in", 0);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final BlockingQueue<Optional<String>> traces = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> givenUp = new LinkedBlockingQueue<>();
    private volatile Supplier<Handled> handled = () -> new Handled.Done(ProviderAnswer.WORKS);
    private volatile Supplier<Handled> givingUp = () -> new Handled.Done(ProviderAnswer.NONE);
    private final ExecutorService workers = Executors.newSingleThreadExecutor();
    private final Dispatcher dispatcher = new Dispatcher(
            new WorkBoard(new WorkLimits(1, 1, 0, 10, 10), new ProviderGate(Duration.ofSeconds(1), 1), Duration.ZERO),
            new RecordHandler() {
                @Override
                public Handled handle(IncomingRecord incoming, boolean isProbe) {
                    traces.add(Optional.ofNullable(MDC.get("traceId")));
                    return handled.get();
                }

                @Override
                public Handled giveUp(IncomingRecord incoming, Throwable cause, boolean isLastResort) {
                    givenUp.add(cause.getMessage() + (isLastResort ? ", as a last resort" : ""));
                    return givingUp.get();
                }
            },
            new FailureRules(3, Duration.ofMillis(1), Duration.ofMillis(2)),
            new HeldPositions(Duration.ofSeconds(10)),
            new DeliveryMeters(meters),
            workers,
            Clock.systemUTC());
    private final Thread thread = new Thread(dispatcher);

    @AfterEach
    void stop() throws InterruptedException {
        dispatcher.stop();
        thread.join();
        workers.shutdownNow();
    }

    @Test
    void what_is_logged_about_a_record_bears_its_trace_and_no_others() throws InterruptedException {
        dispatcher.assigned(Map.of(LIVE, Lane.LIVE));
        dispatcher.fetched(
                List.of(
                        work(0, List.of(traceparent("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"))),
                        work(1, List.of())),
                Map.of());
        thread.start();

        assertThat(traces.poll(10, TimeUnit.SECONDS)).contains("0af7651916cd43dd8448eb211c80319c");
        assertThat(traces.poll(10, TimeUnit.SECONDS)).isEmpty();
    }

    @Test
    void a_record_that_fails_in_an_unforeseen_way_is_given_up_after_its_tries() throws InterruptedException {
        handled = () -> {
            throw new StackOverflowError("a codec");
        };

        assertThat(afterOneRecord()).isEqualTo("a codec");

        assertThat(traces).hasSize(3);
        awaitPosition(1);
    }

    @Test
    void a_dead_letter_that_fails_in_an_unforeseen_way_is_made_as_a_last_resort() throws InterruptedException {
        handled = () -> new Handled.Failed(new IllegalStateException("a meter"), null);
        givingUp = () -> {
            givingUp = () -> new Handled.Done(ProviderAnswer.NONE);
            throw new IllegalStateException("the ledger");
        };

        assertThat(afterOneRecord()).isEqualTo("a meter");

        assertThat(givenUp.poll(10, TimeUnit.SECONDS)).isEqualTo("the ledger, as a last resort");
        awaitPosition(1);
    }

    private String afterOneRecord() throws InterruptedException {
        dispatcher.assigned(Map.of(LIVE, Lane.LIVE));
        dispatcher.fetched(List.of(work(0, List.of())), Map.of());
        thread.start();
        return givenUp.poll(10, TimeUnit.SECONDS);
    }

    private void awaitPosition(long position) {
        assertThat(dispatcher.drain(List.of(LIVE), Duration.ofSeconds(10))).isZero();
        assertThat(dispatcher.positions(List.of(LIVE))).containsEntry(LIVE, position);
    }

    private static Envelope.Other traceparent(String text) {
        return new Envelope.Other(
                DeliveryHeaders.TRACEPARENT, Envelope.Content.of(text.getBytes(StandardCharsets.US_ASCII)));
    }

    private static Work work(long offset, List<Envelope.Other> headers) {
        Envelope envelope =
                new Envelope(Envelope.Content.of(null), Envelope.Content.of(null), DeliveryHeaders.first(), headers);
        return Work.fetched(new IncomingRecord(LIVE.topic(), LIVE.partition(), offset, envelope), Instant.EPOCH);
    }
}
