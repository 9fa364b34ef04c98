package dev.elch.dlq.mail;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where notification-service is, which writes mails.
 *
 * @param url its address; null: the mail that a dead letter would have become is not shown
 * @param token API token there, of an operator; needed with {@code url}
 */
@ConfigurationProperties("elch.notification")
public record NotificationProperties(
        @Nullable URI url, @DefaultValue("") String token) {

    public NotificationProperties {
        if (url != null
                && (url.getHost() == null || !String.valueOf(url.getScheme()).startsWith("http"))) {
            throw new IllegalArgumentException("elch.notification.url is \"" + url
                    + "\": it must be the complete address of notification-service, such as http://127.0.0.1:8081");
        }
        if ((url == null) != token.isBlank()) {
            throw new IllegalArgumentException(
                    "elch.notification.url and elch.notification.token belong together:"
                            + " set both, or neither. The token is an API token of notification-service with the role operator.");
        }
    }

    @Override
    public String toString() {
        return "NotificationProperties[url=" + url + "]";
    }
}
