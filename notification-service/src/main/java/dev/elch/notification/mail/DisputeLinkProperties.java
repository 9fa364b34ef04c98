package dev.elch.notification.mail;

import dev.elch.contract.DisputeLink;
import dev.elch.startup.Base64Secrets;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the "this wasn't me" link is signed.
 *
 * @param keys secrets by key id, base64, 32 bytes or more each; auth-service must have the same. An old key stays here
 *     until the last link signed with it has expired
 * @param signingKey id of the key that signs new links; empty: the only key there is
 * @param validity how long a link works, counted from the first attempt to send the mail
 */
@ConfigurationProperties("elch.dispute-link")
public record DisputeLinkProperties(
        @DefaultValue Map<String, String> keys,
        @DefaultValue("") String signingKey,
        @DefaultValue("7d") Duration validity) {

    public DisputeLinkProperties {
        keys = Map.copyOf(keys);
        if (keys.isEmpty()) {
            throw new IllegalArgumentException(
                    "elch.dispute-link.keys is missing: set elch.dispute-link.keys.<id> to the output of"
                            + " 'openssl rand -base64 32', here and in auth-service");
        }
        signingKey = Base64Secrets.chosen("elch.dispute-link.signing-key", signingKey, keys.keySet());
        if (validity.compareTo(Duration.ofHours(1)) < 0 || validity.compareTo(Duration.ofDays(90)) > 0) {
            throw new IllegalArgumentException(
                    "elch.dispute-link.validity " + validity + " is not within 1 hour and 90 days");
        }
        links(keys);
    }

    /** Signs and checks with these keys. */
    DisputeLink link() {
        return links(keys);
    }

    private static DisputeLink links(Map<String, String> keys) {
        return new DisputeLink(Base64Secrets.decode("elch.dispute-link.keys", keys));
    }

    @Override
    public String toString() {
        return "DisputeLinkProperties[keys=" + keys.keySet() + ", signingKey=" + signingKey + ", validity=" + validity
                + "]";
    }
}
