package dev.elch.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.contract.UserSignedIn;
import dev.elch.notification.delivery.Outcome;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A record that takes its time holds up none of the others, not even those of its own partition. */
class SlowRecordIT {

    @RegisterExtension
    static final Surroundings AROUND = new Surroundings(1);

    private static final int QUICK = 500;
    private static final Duration SLOW = Duration.ofSeconds(10);

    /** The promise is one second; a machine shared with other builds gets more. */
    private static final Duration LIMIT = Duration.ofMillis(Integer.getInteger("elch.slow-record.limit", 6_000));

    private final ScriptedProvider provider = new ScriptedProvider();

    @Test
    void five_hundred_quick_records_do_not_wait_for_one_that_takes_ten_seconds() {
        CountDownLatch asked = new CountDownLatch(1);
        UserSignedIn slow = Events.signIn();
        try (RunningService service = new RunningService(AROUND, provider, "logging.level.dev.elch=warn")) {
            for (int i = 0; i < 50; i++) {
                service.publish(Events.signIn());
            }
            RunningService.await("the warm-up", SLOW, () -> provider.accepted().size() == 50);
            provider.answer(mail -> {
                if (mail.eventKey().equals(slow.getEventKey())) {
                    asked.countDown();
                    pause(SLOW);
                }
                return new Outcome.Accepted("");
            });
            service.publish(slow);
            await(asked);

            long begun = System.nanoTime();
            for (int i = 0; i < QUICK; i++) {
                service.publish(Events.signIn());
            }
            service.flush();
            RunningService.await(
                    "the quick ones", SLOW, () -> provider.accepted().size() == 50 + QUICK);
            Duration took = Duration.ofNanos(System.nanoTime() - begun);

            System.out.printf("%d quick records behind a slow one took %d ms%n", QUICK, took.toMillis());
            assertThat(provider.askedFor(slow.getEventKey())).isEmpty();
            assertThat(took).isLessThan(LIMIT);
            RunningService.await(
                    "the slow one",
                    SLOW.multipliedBy(2),
                    () -> !provider.askedFor(slow.getEventKey()).isEmpty());
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void pause(Duration duration) {
        try {
            TimeUnit.MILLISECONDS.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
