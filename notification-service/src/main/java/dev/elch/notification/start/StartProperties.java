package dev.elch.notification.start;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the service starts.
 *
 * @param patience how long it waits at start for broker, registry and database together before it gives up
 */
@ConfigurationProperties("elch.start")
record StartProperties(@DefaultValue("30s") Duration patience) {

    StartProperties {
        if (patience.isNegative()) {
            throw new IllegalArgumentException("elch.start.patience is negative: " + patience);
        }
    }
}
