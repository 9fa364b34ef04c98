package dev.elch.auth.outbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the event of a sign-in is published.
 *
 * @param budget how long a user waits for the event to be safe; then the sign-in goes on and the work too
 * @param databasePatience how long the database may take for one step before it counts as away
 * @param relayInterval pause between two rounds of the relay
 * @param relayBackoff how long the relay leaves an event alone that it could not publish
 * @param lease how long an event belongs to who publishes it; longer than one publication can take
 * @param history how long sign-ins are remembered
 * @param unsaved how many sign-ins one instance keeps in memory while the database is away
 */
@ConfigurationProperties("elch.outbox")
public record OutboxProperties(
        @DefaultValue("150ms") Duration budget,
        @DefaultValue("2s") Duration databasePatience,
        @DefaultValue("1s") Duration relayInterval,
        @DefaultValue("5s") Duration relayBackoff,
        @DefaultValue("30s") Duration lease,
        @DefaultValue("90d") Duration history,
        @DefaultValue("10000") int unsaved) {

    public OutboxProperties {
        requirePositive("budget", budget);
        requirePositive("database-patience", databasePatience);
        requirePositive("relay-interval", relayInterval);
        requirePositive("relay-backoff", relayBackoff);
        requirePositive("history", history);
        if (lease.compareTo(databasePatience.multipliedBy(2)) < 0) {
            throw new IllegalArgumentException("elch.outbox.lease (" + lease
                    + ") must be at least twice elch.outbox.database-patience (" + databasePatience + ")");
        }
        if (unsaved < 1) {
            throw new IllegalArgumentException("elch.outbox.unsaved must be at least 1, not " + unsaved);
        }
    }

    private static void requirePositive(String name, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("elch.outbox." + name + " must be longer than zero, not " + duration);
        }
    }
}
