package dev.elch.notification.simulation;

import dev.elch.contract.DeliveryHeaders;
import dev.elch.contract.Topics;
import dev.elch.notification.intake.Source;
import dev.elch.notification.record.Envelope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Topics with partitions, and how far the group has committed. Keeps what it was given. */
final class SimulatedBroker {

    private static final int PARTITIONS = 2;

    private final VirtualTime time;
    private final Dice dice;
    private final Map<Source, List<Envelope>> partitions = new LinkedHashMap<>();
    private final Map<Source, Long> committed = new LinkedHashMap<>();
    private final List<Envelope> deadLetters = new ArrayList<>();

    SimulatedBroker(VirtualTime time, Dice dice, List<String> topics) {
        this.time = time;
        this.dice = dice;
        for (String topic : topics) {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                partitions.put(new Source(topic, partition), new ArrayList<>());
            }
        }
    }

    /** Any partition: nothing may depend on which. */
    void append(String topic, Envelope envelope) {
        Envelope asRead = envelope.with(asRead(envelope.headers()));
        if (topic.equals(Topics.DEAD_LETTERS)) {
            deadLetters.add(asRead);
        } else {
            partitions.get(new Source(topic, dice.from(0, PARTITIONS - 1))).add(asRead);
        }
    }

    List<Envelope> from(Source source, long offset, int atMost) {
        List<Envelope> log = partitions.get(source);
        int end = Math.min(log.size(), (int) offset + atMost);
        return offset >= end ? List.of() : List.copyOf(log.subList((int) offset, end));
    }

    void commit(Source source, long position) {
        committed.put(source, position);
    }

    long committed(Source source) {
        return committed.getOrDefault(source, 0L);
    }

    long end(Source source) {
        return partitions.get(source).size();
    }

    List<Source> sources() {
        return List.copyOf(partitions.keySet());
    }

    List<Envelope> deadLetters() {
        return deadLetters;
    }

    private DeliveryHeaders asRead(DeliveryHeaders headers) {
        RecordHeaders written = new RecordHeaders();
        headers.writeTo(written);
        return DeliveryHeaders.readFrom(written, time.instant());
    }
}
