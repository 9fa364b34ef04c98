package dev.elch.dlq.background;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RepeatedTaskTest {

    private static final long LIMIT_SECONDS = 60;

    private final CountDownLatch thirdRun = new CountDownLatch(3);
    private final AtomicInteger runs = new AtomicInteger();
    private final RepeatedTask task = new RepeatedTask("sweep", Duration.ofMillis(1), () -> {
        runs.incrementAndGet();
        thirdRun.countDown();
        throw new IllegalStateException(
                "the database is down in " + Thread.currentThread().getName());
    });

    @AfterEach
    void stop() {
        task.stop();
    }

    @Test
    void runs_again_after_a_failure() throws InterruptedException {
        task.start();

        assertThat(thirdRun.await(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void does_not_run_before_it_is_started() {
        assertThat(runs).hasValue(0);
    }
}
