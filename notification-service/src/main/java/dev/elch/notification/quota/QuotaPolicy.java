package dev.elch.notification.quota;

import java.time.Duration;

/**
 * How much one user gets.
 *
 * @param mails in any window, however it is laid
 * @param reserved further mails in any window, for sign-ins from new devices only
 * @param window length of the sliding window
 */
public record QuotaPolicy(int mails, int reserved, Duration window) {

    public QuotaPolicy {
        if (mails < 1 || mails > 1_000) {
            throw new IllegalArgumentException("a quota of " + mails + " mails is not within 1 to 1000");
        }
        if (reserved < 0 || reserved > 1_000) {
            throw new IllegalArgumentException("a reserve of " + reserved + " mails is not within 0 to 1000");
        }
        if (window.compareTo(Duration.ofSeconds(1)) < 0 || window.compareTo(Duration.ofDays(7)) > 0) {
            throw new IllegalArgumentException("a quota window of " + window + " is not within 1 s to 7 days");
        }
    }
}
