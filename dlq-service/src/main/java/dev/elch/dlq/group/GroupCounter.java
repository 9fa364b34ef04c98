package dev.elch.dlq.group;

import dev.elch.dlq.MongoAnswers;
import dev.elch.dlq.deadletter.ChangedDeadLetters;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Counts in the background: what this instance changed within moments, and what others changed or a crash left behind
 * whenever it looks around. Looking around may be slow where the database has no index, so it takes at most a twentieth of
 * the time.
 */
final class GroupCounter implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(GroupCounter.class);
    private static final int MOST_AT_ONCE = 1_000;
    private static final Duration LISTEN = Duration.ofMillis(500);
    private static final Duration LONGEST_COUNT = Duration.ofSeconds(30);
    private static final Duration SHORTEST_BREAK = Duration.ofSeconds(2);
    private static final int TIMES_AS_LONG = 20;

    private final MongoAnswers answers = MongoAnswers.within(LONGEST_COUNT);
    private final Function<Collection<String>, Mono<Integer>> counting;
    private final ChangedDeadLetters changed;
    private final Thread thread = new Thread(this, "group-counter");
    private volatile boolean isStopped;
    private long nextLookNanos = System.nanoTime();

    /** @param counting counts among the dead letters with these ids, or looks for some when there are none */
    GroupCounter(Function<Collection<String>, Mono<Integer>> counting, ChangedDeadLetters changed) {
        this.counting = counting;
        this.changed = changed;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void stop() throws InterruptedException {
        isStopped = true;
        thread.join(LONGEST_COUNT.toMillis());
    }

    @Override
    public void run() {
        while (!isStopped) {
            try {
                List<String> ids = changed.take(MOST_AT_ONCE, LISTEN);
                if (!ids.isEmpty()) {
                    counting.apply(ids).as(answers::await);
                } else if (System.nanoTime() - nextLookNanos >= 0) {
                    lookAround();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                log.warn("Dead letters cannot be counted now, trying again later: {}", e.toString());
                nextLookNanos = System.nanoTime() + SHORTEST_BREAK.toNanos();
            }
        }
    }

    private void lookAround() {
        long start = System.nanoTime();
        Integer counted = counting.apply(List.of()).as(answers::await);
        long took = System.nanoTime() - start;
        boolean isDone = counted == null || counted == 0;
        nextLookNanos = System.nanoTime() + (isDone ? Math.max(SHORTEST_BREAK.toNanos(), took * TIMES_AS_LONG) : 0);
    }
}
