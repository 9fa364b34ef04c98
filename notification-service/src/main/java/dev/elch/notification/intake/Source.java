package dev.elch.notification.intake;

/**
 * A partition that is read.
 *
 * @param topic its topic
 * @param partition its number
 */
public record Source(String topic, int partition) {

    @Override
    public String toString() {
        return topic + "-" + partition;
    }
}
