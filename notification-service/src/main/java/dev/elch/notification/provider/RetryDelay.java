package dev.elch.notification.provider;

import java.time.Duration;
import java.time.Instant;

/** When to try again: never in the past, and never more than an hour ahead, whatever the provider said. */
public final class RetryDelay {

    public static final Duration LONGEST = Duration.ofHours(1);

    private RetryDelay() {}

    public static Instant until(Instant wanted, Instant now) {
        Instant latest = now.plus(LONGEST);
        if (wanted.isBefore(now)) {
            return now;
        }
        return wanted.isAfter(latest) ? latest : wanted;
    }

    public static Instant after(Duration wait, Instant now) {
        return wait.compareTo(LONGEST) > 0 ? now.plus(LONGEST) : until(now.plus(wait), now);
    }
}
