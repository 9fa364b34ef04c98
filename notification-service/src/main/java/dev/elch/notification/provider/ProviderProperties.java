package dev.elch.notification.provider;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who takes the mails, and when to stop asking.
 *
 * @param primary who is asked first; needed: smtp, sendgrid or log-only
 * @param failover who is asked when the primary can not work and surely did not take the mail; none by default
 * @param breaker when to stop asking a provider that can not work
 * @param flood when to suspect one cause behind many refusals
 */
@ConfigurationProperties("elch.provider")
public record ProviderProperties(
        @Nullable Choice primary,
        @Nullable Choice failover,
        @DefaultValue Breaker breaker,
        @DefaultValue Flood flood) {

    /** The providers there are. */
    public enum Choice {
        SMTP,
        SENDGRID,
        LOG_ONLY
    }

    /**
     * The circuit breaker around each provider. An answer that only we or the provider can be blamed for opens it at once; for
     * the others it counts.
     *
     * @param window how many answers are looked at
     * @param least fewer answers than so many say nothing
     * @param failureRate so many per cent of them open it
     * @param openFor how long nobody is asked then; afterwards one mail at a time tries. Shorter than the intake's pause
     *     between two probes
     */
    public record Breaker(
            @DefaultValue("20") int window,
            @DefaultValue("3") int least,
            @DefaultValue("50") int failureRate,
            @DefaultValue("500ms") Duration openFor) {

        public Breaker {
            if (window < 1 || window > 10_000) {
                throw new IllegalArgumentException(
                        "elch.provider.breaker.window " + window + " is not within 1 and 10000");
            }
            if (least < 1 || least > window) {
                throw new IllegalArgumentException("elch.provider.breaker.least " + least
                        + " is not within 1 and elch.provider.breaker.window " + window);
            }
            if (failureRate < 1 || failureRate > 100) {
                throw new IllegalArgumentException(
                        "elch.provider.breaker.failure-rate " + failureRate + " is not within 1 and 100 per cent");
            }
            if (openFor.toMillis() < 1) {
                throw new IllegalArgumentException("elch.provider.breaker.open-for must be 1 ms or longer");
            }
        }
    }

    /**
     * Refusals that are too many to be the fault of each mail.
     *
     * @param window how many answers are remembered
     * @param tooMany so many refusals for one cause among them pause the provider
     * @param recent older answers are forgotten
     */
    public record Flood(
            @DefaultValue("30") int window,
            @DefaultValue("15") int tooMany,
            @DefaultValue("10m") Duration recent) {}

    public ProviderProperties {
        if (primary == null) {
            throw new IllegalArgumentException(
                    "elch.provider.primary is missing: set it to smtp, to sendgrid, or to log-only if no mail must be sent");
        }
        if (failover == Choice.LOG_ONLY) {
            throw new IllegalArgumentException("elch.provider.failover=log-only would take mails that nobody gets");
        }
        if (failover == primary) {
            throw new IllegalArgumentException("elch.provider.failover is the primary itself: leave it out");
        }
    }

    /** In the order in which they are asked. */
    List<Choice> choices() {
        return Stream.of(primary, failover)
                .<Choice>mapMulti((choice, taken) -> {
                    if (choice != null) {
                        taken.accept(choice);
                    }
                })
                .toList();
    }
}
