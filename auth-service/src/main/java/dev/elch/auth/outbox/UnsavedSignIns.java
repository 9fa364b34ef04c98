package dev.elch.auth.outbox;

import dev.elch.auth.meters.AuthMeters;
import dev.elch.auth.signin.SignIn;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingDeque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sign-ins that the database did not take: kept in memory until it does. Bounded. */
final class UnsavedSignIns implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(UnsavedSignIns.class);

    private final LinkedBlockingDeque<Unsaved> queue;
    private final AuthMeters meters;

    UnsavedSignIns(int capacity, AuthMeters meters) {
        this.queue = new LinkedBlockingDeque<>(capacity);
        this.meters = meters;
        meters.watchUnsaved(queue::size);
    }

    void keep(SignIn signIn, boolean isPublished) {
        if (!queue.offer(new Unsaved(signIn, isPublished))) {
            lose(new Unsaved(signIn, isPublished));
        }
    }

    Optional<Unsaved> take() {
        return Optional.ofNullable(queue.poll());
    }

    /** Whether an event of the user is neither in the database nor published. */
    boolean isWaiting(String userId) {
        return queue.stream()
                .anyMatch(unsaved -> !unsaved.isPublished
                        && unsaved.signIn.account().userId().equals(userId));
    }

    /** Puts one back at the head, because it still could not be saved. */
    void putBack(Unsaved unsaved) {
        if (!queue.offerFirst(unsaved)) {
            lose(unsaved);
        }
    }

    /** Says what a stop leaves behind. */
    @Override
    public void close() {
        queue.forEach(this::lose);
        queue.clear();
    }

    private void lose(Unsaved unsaved) {
        if (unsaved.isPublished) {
            log.warn("Sign-in {} will be missing in the history; its event is published", unsaved.eventKey());
        } else {
            meters.lost();
            log.error("Lost sign-in {}: neither database nor broker would take it", unsaved.eventKey());
        }
    }

    /** A sign-in that is not in the database; its event may be published all the same. */
    record Unsaved(SignIn signIn, boolean isPublished) {

        String eventKey() {
            return signIn.eventKey();
        }
    }
}
