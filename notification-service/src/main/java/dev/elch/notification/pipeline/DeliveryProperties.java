package dev.elch.notification.pipeline;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How sign-ins are told about.
 *
 * @param notAfter how long after a sign-in its mail is still of use; later it is dropped as expired
 * @param whenUnknown what happens to a mail that may have been accepted while its answer was lost
 * @param unknownGrace how long a provider's report is waited for before {@code whenUnknown} applies
 * @param domainPause how long mails to one recipient domain wait when only that domain refuses us
 * @param again how soon a step is repeated that the database, the broker or the registry did not answer
 */
@ConfigurationProperties("elch.delivery")
public record DeliveryProperties(
        @DefaultValue("24h") Duration notAfter,
        @DefaultValue("resend") WhenUnknown whenUnknown,
        @DefaultValue("30s") Duration unknownGrace,
        @DefaultValue("10m") Duration domainPause,
        @DefaultValue("1s") Duration again) {

    /** What happens to a mail that may be out. */
    public enum WhenUnknown {
        /** It is sent once more, with the same Message-ID. */
        RESEND,
        /** It becomes a dead letter, for a person to decide. */
        PARK
    }

    public DeliveryProperties {
        requirePositive("not-after", notAfter);
        requirePositive("domain-pause", domainPause);
        requirePositive("again", again);
        if (unknownGrace.isNegative()) {
            throw new IllegalArgumentException("elch.delivery.unknown-grace is " + unknownGrace + ": it is negative");
        }
    }

    private static void requirePositive(String name, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("elch.delivery." + name + " is " + duration + ": it must be positive");
        }
    }
}
