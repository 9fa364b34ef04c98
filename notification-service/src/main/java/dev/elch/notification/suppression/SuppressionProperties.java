package dev.elch.notification.suppression;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The list of addresses that get no mail.
 *
 * @param pepper key of the hashes that stand for the addresses, at least 16 characters; with another one, everything on
 *     the list is forgotten
 */
@ConfigurationProperties("elch.suppression")
public record SuppressionProperties(@DefaultValue("") String pepper) {

    public SuppressionProperties {
        if (pepper.length() < 16) {
            throw new IllegalArgumentException("elch.suppression.pepper has " + pepper.length()
                    + " characters: set it to the output of 'openssl rand -base64 32', the same in every instance");
        }
    }

    @Override
    public String toString() {
        return "SuppressionProperties[pepper=***]";
    }
}
