package dev.elch.notification.settled;

/** Tells who wants to know. */
public interface SettledEvents {

    /**
     * Publishes one end and waits for a bounded time; may be called again for the same end.
     *
     * @return whether it is known to be published
     */
    boolean publish(Settled settled);
}
