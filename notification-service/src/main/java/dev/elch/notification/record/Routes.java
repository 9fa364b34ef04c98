package dev.elch.notification.record;

/** Sends records on. */
public interface Routes {

    /**
     * Publishes a record and waits, for a bounded time, until every in-sync replica has it.
     *
     * @return {@link Published#YES} only when it is known to be there
     */
    Published publish(String topic, Envelope envelope);
}
