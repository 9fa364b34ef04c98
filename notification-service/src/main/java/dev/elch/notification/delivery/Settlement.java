package dev.elch.notification.delivery;

/** What is done about each {@link Outcome}. */
public interface Settlement<R> {

    R accepted(Outcome.Accepted outcome);

    R retryLater(Outcome.RetryLater outcome);

    R retryAfter(Outcome.RetryAfter outcome);

    R pause(Outcome.Pause outcome);

    R rejected(Outcome.Rejected outcome);

    R dropped(Outcome.Dropped outcome);

    R ambiguous(Outcome.Ambiguous outcome);
}
