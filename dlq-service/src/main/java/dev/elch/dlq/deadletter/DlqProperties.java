package dev.elch.dlq.deadletter;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How letters are handled.
 *
 * @param confirmAbove an action on more letters than this wants a typed confirmation
 * @param consumerGroup under which name the topics are read; another name reads them again from the start
 */
@ConfigurationProperties("elch.dlq")
public record DlqProperties(
        @DefaultValue("1000") long confirmAbove,
        @DefaultValue("dlq-service") String consumerGroup) {

    public DlqProperties {
        if (confirmAbove < 0) {
            throw new IllegalArgumentException("elch.dlq.confirm-above is negative: " + confirmAbove);
        }
    }
}
