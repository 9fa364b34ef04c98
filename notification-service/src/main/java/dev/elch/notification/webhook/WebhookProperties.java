package dev.elch.notification.webhook;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How reports of mail providers are received.
 *
 * @param maxBody largest body of one call; SendGrid sends up to 768 KB
 * @param publishTimeout how long reports may take to reach every in-sync replica of their topic
 * @param group consumer group that applies the reports
 * @param again pause before a report that cannot be applied yet is tried again
 */
@ConfigurationProperties("elch.webhook")
public record WebhookProperties(
        @DefaultValue("1MB") DataSize maxBody,
        @DefaultValue("5s") Duration publishTimeout,
        @DefaultValue("notification-service-mail-events") String group,
        @DefaultValue("1s") Duration again) {

    public WebhookProperties {
        if (maxBody.toBytes() < 1 || maxBody.toMegabytes() > 16) {
            throw new IllegalArgumentException(
                    "elch.webhook.max-body is " + maxBody + ": it must be within 1 byte and 16 MB");
        }
        if (publishTimeout.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException(
                    "elch.webhook.publish-timeout is " + publishTimeout + ": it must be at least 1 s");
        }
        if (again.isNegative() || again.isZero()) {
            throw new IllegalArgumentException("elch.webhook.again is " + again + ": it must be positive");
        }
    }
}
