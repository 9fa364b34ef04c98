package dev.elch.dlq.deadletter;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Tells which dead letters were just changed by this instance, so that they are counted at once. It may forget: whatever is
 * forgotten, or changed by another instance, carries a mark in the database and is found by it.
 */
public final class ChangedDeadLetters {

    private static final int MOST = 50_000;

    private final BlockingQueue<String> ids = new LinkedBlockingQueue<>(MOST);

    public void add(Collection<String> changed) {
        changed.forEach(ids::offer);
    }

    /** Waits for the first one, and takes what there is then; empty when nothing came in time. */
    public List<String> take(int most, Duration patience) throws InterruptedException {
        List<String> taken = new ArrayList<>();
        String first = ids.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (first != null) {
            taken.add(first);
            ids.drainTo(taken, most - 1);
        }
        return taken;
    }
}
