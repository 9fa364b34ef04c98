package dev.elch.notification.quota;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many mails one user gets.
 *
 * @param mails in any window, however it is laid
 * @param reserved further mails in any window, for sign-ins from new devices only
 * @param window length of the sliding window, and the least time between two digests of one user
 * @param remembered how long a refusal is known, so that what a digest tells gets no mail of its own after a crash
 */
@ConfigurationProperties("elch.quota")
public record QuotaProperties(
        @DefaultValue("10") int mails,
        @DefaultValue("3") int reserved,
        @DefaultValue("1h") Duration window,
        @DefaultValue("40d") Duration remembered) {

    public QuotaProperties {
        if (remembered.compareTo(window) < 0) {
            throw new IllegalArgumentException(
                    "elch.quota.remembered " + remembered + " is shorter than elch.quota.window " + window);
        }
    }

    QuotaPolicy policy() {
        return new QuotaPolicy(mails, reserved, window);
    }
}
