package dev.elch.notification.webhook;

import dev.elch.startup.Base64Secrets;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How reports of mail providers are received.
 *
 * @param maxBody largest body of one call; SendGrid sends up to 768 KB
 * @param keys secrets by key id, base64, 32 bytes or more each, that sign what the webhook queues: what is not signed is left out.
 *     Needed with a webhook; an old key stays here until what it signed is applied
 * @param signingKey id of the key that signs; empty: the only key there is
 * @param publishTimeout how long reports may take to reach every in-sync replica of their topic
 * @param group consumer group that applies the reports
 * @param again how soon a report is tried again that cannot be applied yet
 * @param atOnce reports about so many different mails are applied at the same time, 1 to 64
 * @param tries after so many unforeseen failures a report is left out, 1 to 100
 */
@ConfigurationProperties("elch.webhook")
public record WebhookProperties(
        @DefaultValue("1MB") DataSize maxBody,
        @DefaultValue Map<String, String> keys,
        @DefaultValue("") String signingKey,
        @DefaultValue("5s") Duration publishTimeout,
        @DefaultValue("notification-service-mail-events") String group,
        @DefaultValue("1s") Duration again,
        @DefaultValue("8") int atOnce,
        @DefaultValue("10") int tries) {

    public WebhookProperties {
        keys = Map.copyOf(keys);
        signingKey = Base64Secrets.chosen("elch.webhook.signing-key", signingKey, keys.keySet());
        Base64Secrets.decodeSigning("elch.webhook.keys", keys);
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
        if (atOnce < 1 || atOnce > 64) {
            throw new IllegalArgumentException("elch.webhook.at-once is " + atOnce + ": it must be within 1 and 64");
        }
        if (tries < 1 || tries > 100) {
            throw new IllegalArgumentException("elch.webhook.tries is " + tries + ": it must be within 1 and 100");
        }
    }

    /** Signs and checks with these keys. */
    ReportSignatures signatures() {
        return new ReportSignatures(Base64Secrets.decodeSigning("elch.webhook.keys", keys), signingKey);
    }

    @Override
    public String toString() {
        return "WebhookProperties[keys=" + keys.keySet() + ", signingKey=" + signingKey + ", group=" + group + "]";
    }
}
