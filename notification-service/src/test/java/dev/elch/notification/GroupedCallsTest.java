package dev.elch.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupedCallsTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int MOST = 8;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<List<Integer>> groups = new ArrayList<>();
    private final CountDownLatch firstIsUnderWay = new CountDownLatch(1);
    private final CountDownLatch firstMayEnd = new CountDownLatch(1);

    @AfterEach
    void stopThreads() {
        firstMayEnd.countDown();
        threads.shutdownNow();
    }

    @Test
    void a_call_that_is_alone_goes_alone() {
        GroupedCalls<Integer, Integer> calls = new GroupedCalls<>(this::doubled, MOST, LONG);

        assertThat(calls.ask(1)).isEqualTo(2);
        assertThat(calls.ask(2)).isEqualTo(4);
        assertThat(groups).containsExactly(List.of(1), List.of(2));
    }

    @Test
    void calls_that_wait_go_together_and_each_gets_its_own_answer() throws InterruptedException {
        GroupedCalls<Integer, Integer> calls = new GroupedCalls<>(this::doubled, MOST, LONG);
        CompletableFuture<Integer> first = asked(calls, 0);
        firstIsUnderWay.await();
        List<CompletableFuture<Integer>> others =
                IntStream.rangeClosed(1, 20).mapToObj(i -> asked(calls, i)).toList();
        awaitWaiting(20, calls);

        firstMayEnd.countDown();

        assertThat(first.join()).isZero();
        assertThat(others.stream().map(CompletableFuture::join))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 20).mapToObj(i -> 2 * i).toList());
        assertThat(groups).hasSize(4);
        assertThat(groups).allSatisfy(group -> assertThat(group).hasSizeLessThanOrEqualTo(MOST));
    }

    @Test
    void a_failure_reaches_the_callers_of_its_group_and_not_those_of_the_next() throws InterruptedException {
        GroupedCalls<Integer, Integer> calls = new GroupedCalls<>(
                group -> {
                    List<Integer> answers = doubled(group);
                    if (group.contains(7)) {
                        throw new IllegalStateException("no answer to 7");
                    }
                    return answers;
                },
                2,
                LONG);
        CompletableFuture<Integer> first = asked(calls, 0);
        firstIsUnderWay.await();
        CompletableFuture<Integer> failing = asked(calls, 7);
        awaitWaiting(1, calls);
        CompletableFuture<Integer> besideIt = asked(calls, 8);
        awaitWaiting(2, calls);
        CompletableFuture<Integer> next = asked(calls, 9);
        awaitWaiting(3, calls);

        firstMayEnd.countDown();

        assertThat(first.join()).isZero();
        assertThatThrownBy(failing::join)
                .isInstanceOf(CompletionException.class)
                .hasMessageContaining("no answer to 7");
        assertThatThrownBy(besideIt::join).hasMessageContaining("no answer to 7");
        assertThat(next.join()).isEqualTo(18);
    }

    @Test
    void a_call_that_waits_too_long_is_never_made() throws InterruptedException {
        GroupedCalls<Integer, Integer> calls = new GroupedCalls<>(this::doubled, MOST, Duration.ofMillis(50));
        CompletableFuture<Integer> first = asked(calls, 0);
        firstIsUnderWay.await();

        assertThatThrownBy(() -> calls.ask(1)).isInstanceOf(GroupedCalls.NotMadeException.class);
        firstMayEnd.countDown();
        first.join();

        assertThat(calls.ask(2)).isEqualTo(4);
        assertThat(groups).containsExactly(List.of(0), List.of(2));
    }

    /** The first group waits until it may end. */
    private List<Integer> doubled(List<Integer> group) {
        groups.add(group);
        if (group.contains(0)) {
            firstIsUnderWay.countDown();
            try {
                assertThat(firstMayEnd.await(LONG.toSeconds(), TimeUnit.SECONDS))
                        .isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return group.stream().map(each -> 2 * each).toList();
    }

    private CompletableFuture<Integer> asked(GroupedCalls<Integer, Integer> calls, int request) {
        return CompletableFuture.supplyAsync(() -> calls.ask(request), threads);
    }

    private static void awaitWaiting(int count, GroupedCalls<?, ?> calls) throws InterruptedException {
        long end = System.nanoTime() + LONG.toNanos();
        while (calls.waiting() < count && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        assertThat(calls.waiting()).isEqualTo(count);
    }
}
