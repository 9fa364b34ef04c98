package dev.elch.dlq.automatic;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.contract.DeliveryHeaders;
import dev.elch.dlq.FakeDeliveryService;
import dev.elch.dlq.FakeDeliveryService.Outcome;
import dev.elch.dlq.RunningService;
import dev.elch.dlq.meter.DlqMeters;
import dev.elch.dlq.replay.ReplayJob;
import dev.elch.dlq.replay.Replays;
import dev.elch.dlq.search.MongoDeadLetterSearch;
import dev.elch.testkit.stack.Stack;
import dev.elch.testkit.time.SettableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Dead letters are replayed without a person: one first, the rest only when it was delivered. */
class AutomaticIT {

    private static final Duration FIRST_WAIT = Duration.ofMinutes(2);

    private final RunningService service = RunningService.shared();
    private final Replays replays = service.context().getBean(Replays.class);
    private final MongoAutomaticReplayStates causes = service.context().getBean(MongoAutomaticReplayStates.class);
    private final MongoDatabase database = service.context().getBean(MongoDatabase.class);
    private final String kind = "auto_" + UUID.randomUUID().toString().substring(0, 8);
    private final SettableClock clock =
            SettableClock.at(Instant.now().plusSeconds(3_600).truncatedTo(ChronoUnit.MILLIS));
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AutomaticReplay automatic = new AutomaticReplay(
            service.context().getBean(MongoDeadLetterSearch.class),
            replays,
            causes,
            new AutomaticProperties(
                    List.of(kind),
                    Duration.ofMinutes(1),
                    FIRST_WAIT,
                    Duration.ofHours(1),
                    1_000,
                    Duration.ofSeconds(1)),
            new DlqMeters(meters),
            clock);

    @Test
    void the_rest_follows_only_when_the_first_dead_letter_was_delivered() {
        List<String> keys = deadLetters(5);
        try (FakeDeliveryService delivery =
                new FakeDeliveryService(Stack.shared(), key -> keys.contains(key) ? Outcome.SENT : null)) {
            automatic.step(kind);
            awaitEnd(Phase.CANARY);
            assertThat(delivery.deliveries()).hasSize(1);

            automatic.step(kind);
            awaitEnd(Phase.REST);
            assertThat(delivery.deliveries()).hasSize(5);
            assertThat(job().actor()).isEqualTo("automatic");

            automatic.step(kind);
            assertThat(progress().phase()).isEqualTo(Phase.IDLE);
            assertThat(progress().failures()).isZero();
        }
        assertThat(meters.get("elch.dlq.automatic.steps")
                        .tag("step", "rest")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void a_first_dead_letter_that_fails_again_is_followed_by_a_wait_and_by_another_dead_letter() {
        List<String> keys = deadLetters(3);
        try (FakeDeliveryService delivery =
                new FakeDeliveryService(Stack.shared(), key -> keys.contains(key) ? Outcome.DEAD : null)) {
            automatic.step(kind);
            awaitEnd(Phase.CANARY);
            automatic.step(kind);
            automatic.step(kind);
            assertThat(progress().phase()).isEqualTo(Phase.IDLE);
            assertThat(progress().failures()).isEqualTo(1);
            assertThat(progress().notBefore()).isEqualTo(clock.instant().plus(FIRST_WAIT));
            assertThat(delivery.deliveries()).hasSize(1);

            clock.advance(FIRST_WAIT);
            automatic.step(kind);
            awaitEnd(Phase.CANARY);
            automatic.step(kind);

            assertThat(progress().failures()).isEqualTo(2);
            assertThat(progress().notBefore()).isEqualTo(clock.instant().plus(FIRST_WAIT.multipliedBy(2)));
            assertThat(delivery.deliveries()).hasSize(2);
            assertThat(delivery.deliveries().keySet()).allMatch(key -> key.endsWith("~1"));
        }
    }

    @Test
    void nothing_is_tried_while_dead_letters_of_the_cause_still_come_in() {
        deadLetters(1);
        clock.jumpTo(Instant.now().plusSeconds(30));

        automatic.step(kind);

        assertThat(progress()).isEqualTo(AutomaticReplayState.none(kind));
    }

    @Test
    void a_step_that_a_crash_cut_off_leads_to_the_same_job() {
        deadLetters(2);
        automatic.step(kind);
        String job = progress().job();
        Mono.from(database.getCollection("dlq_automatic").deleteOne(Filters.eq(kind)))
                .block();

        automatic.step(kind);

        assertThat(progress().job()).isEqualTo(job);
        assertThat(progress().phase()).isEqualTo(Phase.CANARY);
    }

    private void awaitEnd(Phase phase) {
        assertThat(progress().phase()).isEqualTo(phase);
        RunningService.await(() -> job().state().isFinal());
    }

    private AutomaticReplayState progress() {
        return causes.find(kind).blockOptional().orElseThrow();
    }

    private ReplayJob job() {
        return replays.find(String.valueOf(progress().job())).blockOptional().orElseThrow();
    }

    private List<String> deadLetters(int count) {
        List<String> keys = IntStream.range(0, count)
                .mapToObj(i -> UUID.randomUUID().toString())
                .toList();
        keys.forEach(key -> service.deadLetter(key, new DeliveryHeaders.Cause(kind, "", "the relay is away")));
        keys.forEach(service::awaitDeadLetter);
        return keys;
    }
}
