package dev.elch.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.contract.UserSignedIn;
import dev.elch.notification.delivery.Outcome;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A record that takes its time holds up none of the others, not even those of its own partition. A process that has sent
 * {@code slow-record.warm-up} mails before is quicker than one that has just started.
 */
class SlowRecordIT {

    @RegisterExtension
    static final TestDependencies AROUND = new TestDependencies(1);

    private static final int WARM_UP = Integer.getInteger("slow-record.warm-up", 50);
    private static final int QUICK = 500;
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final ScriptedProvider provider = new ScriptedProvider();

    @Test
    void five_hundred_quick_records_are_through_while_a_slow_one_is_still_at_it() {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        UserSignedIn slow = Events.signIn();
        try (RunningService service = new RunningService(AROUND, provider, "logging.level.dev.elch=warn")) {
            for (int i = 0; i < WARM_UP; i++) {
                service.publish(Events.signIn());
            }
            RunningService.await("the warm-up", LIMIT, () -> provider.accepted().size() == WARM_UP);
            provider.answer(mail -> {
                if (mail.eventKey().equals(slow.getEventKey())) {
                    asked.countDown();
                    await(release);
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
                    "the quick ones", LIMIT, () -> provider.accepted().size() == WARM_UP + QUICK);

            System.out.printf(
                    "%d quick records behind a slow one took %d ms%n", QUICK, (System.nanoTime() - begun) / 1_000_000);
            assertThat(provider.askedFor(slow.getEventKey())).isEmpty();
            release.countDown();
            RunningService.await(
                    "the slow one",
                    LIMIT,
                    () -> !provider.askedFor(slow.getEventKey()).isEmpty());
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
