package dev.elch.notification.crash;

import dev.elch.notification.pipeline.Milestone;
import dev.elch.notification.pipeline.Milestones;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/**
 * Holds events of one process at their crash points, for good, and says so with a file that is named after the event. What else
 * there is of a held event, such as its next attempt, does not get beyond its claim either.
 */
final class Holds implements Milestones {

    private final int failure;
    private final Path folder;
    private final Set<String> held = ConcurrentHashMap.newKeySet();

    /** @param failure number of this process; no event is marked for number 0 */
    Holds(int failure, Path folder) {
        this.failure = failure;
        this.folder = folder;
    }

    @Override
    public void reached(Milestone milestone, String eventKey) {
        if (held.contains(eventKey) || isOurs(CrashPoint.JOB_PUBLISHED_NOT_NOTED, eventKey)) {
            awaitTheEnd();
        }
        Stream.of(CrashPoint.values()).filter(point -> point.is(milestone)).forEach(point -> holdAt(point, eventKey));
    }

    /** Does not return when the event is to be held here. */
    void holdAt(CrashPoint point, String eventKey) {
        if (isHeldAt(point, eventKey)) {
            awaitTheEnd();
        }
    }

    /** Whether the event has to stay here; for code that cannot be made to wait. */
    boolean isHeldAt(CrashPoint point, String eventKey) {
        if (!isOurs(point, eventKey)) {
            return false;
        }
        held.add(eventKey);
        try {
            Files.write(folder.resolve(eventKey), new byte[0]);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isOurs(CrashPoint point, String eventKey) {
        return point.isHere(eventKey) && CrashPoint.deathOf(eventKey) == failure;
    }

    private static void awaitTheEnd() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("only a kill ends this wait", e);
        }
    }
}
