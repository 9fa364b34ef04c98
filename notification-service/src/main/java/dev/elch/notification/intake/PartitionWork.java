package dev.elch.notification.intake;

import java.time.Instant;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** The records of one partition that are fetched and not committed. Not thread-safe. */
final class PartitionWork {

    private final Lane lane;
    private final PriorityQueue<Work> parked = new PriorityQueue<>(Work.MOST_URGENT);
    private final CompletedPrefix prefix = new CompletedPrefix();
    private int running;
    private int unfinished;
    private boolean isLeaving;

    PartitionWork(Lane lane) {
        this.lane = lane;
    }

    Lane lane() {
        return lane;
    }

    void fetched(Work work) {
        prefix.fetched(work.offset());
        parked.add(work);
    }

    /** The record to start next, due or not; null when none may be. */
    @Nullable
    Work head(int maxRunning) {
        return isLeaving || running >= maxRunning ? null : parked.peek();
    }

    /** @param work the head, or what is left of begun work */
    void started(Work work) {
        running++;
        if (work.isUnfinished()) {
            unfinished--;
        } else if (!work.isPrepared()) {
            parked.poll();
        }
    }

    /** What was taken is ready and waits for its time, at the board. */
    void prepared() {
        running--;
    }

    /** It waits here again, as it was fetched. */
    void unprepared(Work work) {
        parked.add(work.unprepared());
    }

    void done(Work work) {
        running--;
        prefix.completed(work.offset());
    }

    void putBack(Work rest) {
        running--;
        if (rest.isUnfinished()) {
            unfinished++;
        } else {
            parked.add(rest);
        }
    }

    /** Starts nothing more: the partition is about to go. */
    void leave() {
        isLeaving = true;
    }

    boolean isLeaving() {
        return isLeaving;
    }

    int running() {
        return running;
    }

    /** Records that are begun and not through: worth waiting for before the partition goes. */
    int begun() {
        return running + unfinished;
    }

    long position() {
        return prefix.position();
    }

    boolean isFull(WorkLimits limits) {
        return parked.size() >= limits.parkedPerPartition() || prefix.span() >= limits.spanPerPartition();
    }

    PartitionState state(Instant now) {
        Work head = parked.peek();
        boolean isOverdue = head != null && !head.dueAt().isAfter(now);
        return new PartitionState(lane, parked.size(), isOverdue ? head.dueAt() : null);
    }
}
