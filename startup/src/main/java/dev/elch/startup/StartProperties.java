package dev.elch.startup;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the service starts.
 *
 * @param patience how long it waits at start for broker, topics, registry, schemas and database together before it gives
 *     up; zero starts without checking them and leaves the indexes of the database to the deployment
 */
@ConfigurationProperties("elch.start")
public record StartProperties(@DefaultValue("30s") Duration patience) {

    public StartProperties {
        if (patience.isNegative()) {
            throw new IllegalArgumentException("elch.start.patience must not be negative, but is " + patience);
        }
    }
}
