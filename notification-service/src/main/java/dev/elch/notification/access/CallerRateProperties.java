package dev.elch.notification.access;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often one caller may call this instance.
 *
 * @param burst calls that are let through at once after a rest
 * @param perSecond calls a second in the long run
 */
@ConfigurationProperties("elch.api.rate")
public record CallerRateProperties(
        @DefaultValue("100") int burst, @DefaultValue("50") double perSecond) {

    public CallerRateProperties {
        if (burst < 1) {
            throw new IllegalArgumentException("elch.api.rate.burst is " + burst + ": it must be at least 1");
        }
        if (!(perSecond > 0)) {
            throw new IllegalArgumentException("elch.api.rate.per-second is " + perSecond + ": it must be more than 0");
        }
    }
}
