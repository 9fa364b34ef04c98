package dev.elch.notification.retry;

/** Sends records on. */
public interface Routes {

    /**
     * Publishes a record and waits, for a bounded time, until every in-sync replica has it.
     *
     * @return whether it is known to be there; if not, it may be there all the same
     */
    boolean publish(String topic, Envelope envelope);
}
