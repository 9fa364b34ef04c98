package dev.elch.notification.provider;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which mail providers are used, and when to stop using them.
 *
 * @param primary provider that is used first; required: smtp, sendgrid or log-only
 * @param failover provider that is used when the primary cannot work and certainly did not take the mail; none by default
 * @param breaker when to stop using a provider that cannot work
 * @param flood when to suspect one cause behind many refusals
 */
@ConfigurationProperties("elch.provider")
public record ProviderProperties(
        @Nullable Choice primary,
        @Nullable Choice failover,
        @DefaultValue Breaker breaker,
        @DefaultValue Flood flood) {

    /** The providers to choose from. */
    public enum Choice {
        SMTP,
        SENDGRID,
        LOG_ONLY
    }

    /**
     * The circuit breaker around each provider. An answer about our account opens it at once; failures of the provider
     * open it by their rate.
     *
     * @param window how many recent answers count
     * @param least fewer answers than this never open it
     * @param failureRate percentage of failures that opens it
     * @param openFor how long the provider is not used then; afterwards one mail at a time is tried. Shorter than the
     *     intake's pause between two probes
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
     * When refusals are too many to be the fault of each mail.
     *
     * @param window how many answers are remembered
     * @param tooMany this many refusals for one cause among them pause the provider
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
            throw new IllegalArgumentException("elch.provider.failover=log-only would accept mails and deliver none");
        }
        if (failover == primary) {
            throw new IllegalArgumentException("elch.provider.failover is the primary itself: leave it out");
        }
    }

    /** In the order in which they are used. */
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
