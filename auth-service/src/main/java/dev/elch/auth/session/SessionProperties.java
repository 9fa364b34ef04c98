package dev.elch.auth.session;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long sessions live.
 *
 * @param idle a session ends when it was not used for this long
 * @param lifetime a session ends this long after the sign-in, used or not
 * @param databasePatience how long the database may take for one step before it counts as away
 * @param inMemory how many sessions one instance keeps in memory while the database is away
 */
@ConfigurationProperties("elch.session")
public record SessionProperties(
        @DefaultValue("30m") Duration idle,
        @DefaultValue("12h") Duration lifetime,
        @DefaultValue("1s") Duration databasePatience,
        @DefaultValue("10000") int inMemory) {

    public SessionProperties {
        if (idle.isNegative() || idle.isZero()) {
            throw new IllegalArgumentException("elch.session.idle must be longer than zero, not " + idle);
        }
        if (lifetime.compareTo(idle) < 0) {
            throw new IllegalArgumentException(
                    "elch.session.lifetime (" + lifetime + ") is shorter than elch.session.idle (" + idle
                            + "): no session could ever be idle for that long");
        }
        if (inMemory < 1) {
            throw new IllegalArgumentException("elch.session.in-memory must be at least 1, not " + inMemory);
        }
    }
}
