package dev.elch.dlq.deadletter;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How dead letters are handled.
 *
 * @param confirmAbove an action on more dead letters than this wants a typed confirmation
 * @param consumerGroup under which name the topics are read; another name reads them again from the start
 * @param retention how long a dead letter is kept after it was given up; until then a discarded one can be restored
 * @param notificationDatabase database of notification-service on the same server, from which the values are read that it keeps because
 *     no topic takes them; empty: the database of this service
 */
@ConfigurationProperties("elch.dlq")
public record DlqProperties(
        @DefaultValue("1000") long confirmAbove,
        @DefaultValue("dlq-service") String consumerGroup,
        @DefaultValue("30d") Duration retention,
        @DefaultValue("") String notificationDatabase) {

    public DlqProperties {
        if (retention.compareTo(Duration.ofDays(1)) < 0) {
            throw new IllegalArgumentException("elch.dlq.retention must be at least a day, not " + retention);
        }
        if (confirmAbove < 0) {
            throw new IllegalArgumentException("elch.dlq.confirm-above is negative: " + confirmAbove);
        }
    }
}
