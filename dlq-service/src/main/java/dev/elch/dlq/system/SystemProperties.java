package dev.elch.dlq.system;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the other services answer probes, and the token for their meters.
 *
 * @param notificationUrl address of notification-service's management port; absent: {@code elch.notification.url}
 * @param authUrl address of auth-service's management port; absent: it is not asked
 * @param authToken API token of auth-service with the role viewer; empty: its meters are not read
 */
@ConfigurationProperties("elch.system")
record SystemProperties(
        @Nullable URI notificationUrl,
        @Nullable URI authUrl,
        @DefaultValue("") String authToken) {

    SystemProperties {
        complete("notification-url", notificationUrl);
        complete("auth-url", authUrl);
    }

    private static void complete(String name, @Nullable URI url) {
        if (url != null
                && (url.getHost() == null || !String.valueOf(url.getScheme()).startsWith("http"))) {
            throw new IllegalArgumentException("elch.system." + name + " is \"" + url
                    + "\": it must be a complete address, such as http://127.0.0.1:8081");
        }
    }

    @Override
    public String toString() {
        return "SystemProperties[notificationUrl=" + notificationUrl + ", authUrl=" + authUrl + "]";
    }
}
