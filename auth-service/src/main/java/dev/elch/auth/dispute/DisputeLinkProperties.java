package dev.elch.auth.dispute;

import dev.elch.contract.DisputeLink;
import dev.elch.startup.Base64Secrets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The secrets behind "this wasn't me". notification-service signs with one of them; here they are only used to check.
 *
 * @param keys secrets by key id, each at least 32 bytes in base64; none: every link is refused
 * @param signingKey id of the key that new links are signed with; has to be one of {@code keys}
 */
@ConfigurationProperties("elch.dispute-link")
public record DisputeLinkProperties(
        @DefaultValue Map<String, String> keys, @Nullable String signingKey) {

    public DisputeLinkProperties {
        if (signingKey != null && !signingKey.isBlank() && !keys.containsKey(signingKey)) {
            throw new IllegalArgumentException("elch.dispute-link.signing-key is \"" + signingKey
                    + "\", but there is no elch.dispute-link.keys." + signingKey);
        }
    }

    DisputeLink link() {
        return new DisputeLink(Base64Secrets.decode("elch.dispute-link.keys", keys));
    }

    /** The record's text must not show a secret. */
    @Override
    public String toString() {
        return "DisputeLinkProperties[keys=" + keys.keySet() + ", signingKey=" + signingKey + "]";
    }
}
