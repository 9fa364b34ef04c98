package dev.elch.notification.jobs;

import java.time.Duration;

/** What came of handing in a job. */
sealed interface Submitted {

    /** It is durable and will be worked on. */
    record Enqueued(JobView job) implements Submitted {}

    /**
     * Its key is known, and nothing was done.
     *
     * @param job what the key stands for
     * @param isSameBody whether it was handed in with the same body; if not, the key was used for something else
     */
    record AlreadyThere(JobView job, boolean isSameBody) implements Submitted {}

    /** The user gets no further mail for now, and nothing was done. */
    record OverQuota(Duration retryAfter) implements Submitted {}
}
