package dev.elch.auth.start;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the service makes sure of its surroundings before it serves. Once it serves, they may come and go.
 *
 * @param patience how long to wait for broker, topic, schema and database; zero starts without asking for them
 */
@ConfigurationProperties("elch.start-check")
public record StartCheckProperties(@DefaultValue("15s") Duration patience) {

    public StartCheckProperties {
        if (patience.isNegative()) {
            throw new IllegalArgumentException("elch.start-check.patience must not be negative, but is " + patience);
        }
    }
}
