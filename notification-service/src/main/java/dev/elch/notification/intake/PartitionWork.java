package dev.elch.notification.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** The records of one partition that are fetched and not committed. Not thread-safe. */
final class PartitionWork {

    private final Lane lane;
    private final PriorityQueue<Work> parked = new PriorityQueue<>(Work.MOST_URGENT);
    private final PriorityQueue<Work> prepared = new PriorityQueue<>(Work.MOST_URGENT);
    private final CompletedPrefix prefix = new CompletedPrefix();
    private final Map<Long, Instant> dueByOffset = new HashMap<>();
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
        dueByOffset.put(work.offset(), work.dueAt());
        parked.add(work);
    }

    void reached(long position) {
        prefix.reached(position);
    }

    /**
     * The most urgent record that may be started; null when none may be.
     *
     * @param headStart how long before it is due a record of a retry may be prepared
     */
    @Nullable
    Work head(int maxRunning, Duration headStart, Instant now) {
        if (isLeaving || running >= maxRunning) {
            return null;
        }
        Work ready = prepared.peek();
        Work fetched = parked.peek();
        Work mayBegin = fetched == null || startOf(fetched, headStart).isAfter(now) ? null : fetched;
        if (ready == null || ready.dueAt().isAfter(now)) {
            return mayBegin;
        }
        return mayBegin == null || Work.MOST_URGENT.compare(ready, mayBegin) <= 0 ? ready : mayBegin;
    }

    /** When the next record may be started; far in the future when none may be. */
    Instant next(int maxRunning, Duration headStart) {
        if (isLeaving || running >= maxRunning) {
            return Instant.MAX;
        }
        Instant ready = prepared.isEmpty() ? Instant.MAX : prepared.peek().dueAt();
        Instant fetched = parked.isEmpty() ? Instant.MAX : startOf(parked.peek(), headStart);
        return ready.isBefore(fetched) ? ready : fetched;
    }

    private Instant startOf(Work fetched, Duration headStart) {
        return lane == Lane.RETRY && fetched.isFirstGo() ? fetched.dueAt().minus(headStart) : fetched.dueAt();
    }

    /** @param work the head, or what is left of begun work */
    void started(Work work) {
        running++;
        if (work.isUnfinished()) {
            unfinished--;
        } else if (work.isPrepared()) {
            prepared.remove();
        } else {
            parked.remove();
        }
    }

    /** What was taken is ready and waits for its time. It goes with its partition. */
    void prepared(Work ready) {
        running--;
        if (!isLeaving) {
            prepared.add(ready);
        }
    }

    /** What is ready waits as it was fetched. */
    void unprepare() {
        prepared.forEach(ready -> parked.add(ready.unprepared()));
        prepared.clear();
    }

    void done(Work work) {
        running--;
        prefix.completed(work.offset());
        dueByOffset.remove(work.offset());
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
        prepared.clear();
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
        return waiting() >= limits.parkedPerPartition() || prefix.span() >= limits.spanPerPartition();
    }

    PartitionState state(Instant now) {
        Instant due = next(Integer.MAX_VALUE, Duration.ZERO);
        return new PartitionState(
                lane, waiting(), due.isAfter(now) ? null : due, position(), dueByOffset.get(position()));
    }

    private int waiting() {
        return parked.size() + prepared.size();
    }
}
