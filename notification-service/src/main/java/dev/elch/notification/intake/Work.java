package dev.elch.notification.intake;

import dev.elch.notification.pipeline.Handled;
import dev.elch.notification.pipeline.IncomingRecord;
import java.time.Instant;
import java.util.Comparator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A record that is to be worked on, or what is left of that.
 *
 * @param source where it was read
 * @param incoming the record
 * @param dueAt not to be started before
 * @param rest what is left to be done; null: all of it
 * @param isFirstGo whether it was never put back: only then it may be prepared before it is due
 * @param failures how often it failed in a way that was not foreseen
 */
public record Work(
        Source source,
        IncomingRecord incoming,
        Instant dueAt,
        @Nullable Supplier<Handled> rest,
        boolean isFirstGo,
        int failures) {

    static final Comparator<Work> MOST_URGENT =
            Comparator.comparing(Work::dueAt).thenComparing(Work::offset);

    /** A record as it was fetched. */
    public static Work fetched(IncomingRecord incoming, Instant dueAt) {
        return new Work(new Source(incoming.topic(), incoming.partition()), incoming, dueAt, null, true, 0);
    }

    /** What is left of it once it is due. */
    public Work prepared(Instant due, Supplier<Handled> left) {
        return new Work(source, incoming, due, left, true, failures);
    }

    /** All of it, as if nothing had been prepared. */
    Work unprepared() {
        return new Work(source, incoming, dueAt, null, true, failures);
    }

    /** All of it, at another time. */
    public Work again(Instant at) {
        return new Work(source, incoming, at, null, false, failures);
    }

    /** What is left of it, without the provider. */
    public Work unfinished(Instant at, Supplier<Handled> left) {
        return new Work(source, incoming, at, left, false, failures);
    }

    /** It failed once more. */
    Work failed() {
        return new Work(source, incoming, dueAt, rest, isFirstGo, failures + 1);
    }

    long offset() {
        return incoming.offset();
    }

    boolean isPrepared() {
        return rest != null && isFirstGo;
    }

    boolean isUnfinished() {
        return rest != null && !isFirstGo;
    }
}
