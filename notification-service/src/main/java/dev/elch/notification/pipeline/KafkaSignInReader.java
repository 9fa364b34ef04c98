package dev.elch.notification.pipeline;

import dev.elch.contract.EventKeys;
import dev.elch.contract.EventTimes;
import dev.elch.contract.RegistryUnavailableException;
import dev.elch.contract.Topics;
import dev.elch.contract.UserSignedIn;
import dev.elch.notification.delivery.Reason;
import dev.elch.notification.record.AvroSignIns;
import dev.elch.notification.record.StoredRecords;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Reads the wire format, with one deserializer for each thread that reads at the same time. */
final class KafkaSignInReader implements SignInReader {

    private final Supplier<Deserializer<UserSignedIn>> newDeserializer;
    private final StoredRecords stored;
    private final RegistryState registry;
    private final Clock clock;
    private final ConcurrentLinkedQueue<Deserializer<UserSignedIn>> idle = new ConcurrentLinkedQueue<>();

    KafkaSignInReader(
            Supplier<Deserializer<UserSignedIn>> newDeserializer,
            StoredRecords stored,
            RegistryState registry,
            Clock clock) {
        this.registry = registry;
        this.stored = stored;
        this.clock = clock;
        this.newDeserializer = newDeserializer;
    }

    @Override
    public Reading read(IncomingRecord incoming) {
        byte[] bytes = incoming.envelope().value().bytes();
        if (bytes != null) {
            return read(bytes);
        }
        String id = incoming.headers().storedRecord();
        return id == null
                ? unreadable("no_value", "the record has no value")
                : stored.find(id, clock.instant())
                        .map(this::read)
                        .orElseGet(() -> unreadable("no_value", "the value kept as " + id + " is not there any more"));
    }

    private Reading read(byte[] bytes) {
        Deserializer<UserSignedIn> taken = idle.poll();
        Deserializer<UserSignedIn> deserializer = taken == null ? newDeserializer.get() : taken;
        try {
            // Whichever topic the bytes came over: they were written for the main topic.
            UserSignedIn event = deserializer.deserialize(Topics.USER_SIGNED_IN, bytes);
            registry.answered();
            return checked(event);
        } catch (RegistryUnavailableException e) {
            registry.failed(String.valueOf(e.getMessage()));
            return new Reading.NotNow(String.valueOf(e.getMessage()));
        } catch (KafkaException | IllegalArgumentException e) {
            return unreadable("undecodable", String.valueOf(e.getMessage()));
        } finally {
            idle.add(deserializer);
        }
    }

    private Reading checked(@Nullable UserSignedIn event) {
        if (event == null) {
            return unreadable("no_value", "the record holds no event");
        }
        if (!EventKeys.isAcceptable(event.getEventKey())) {
            return unreadable("bad_event_key", "the event key has to be 1 to 128 letters, digits or . _ : -");
        }
        Optional<String> fault = EventTimes.fault(event.getOccurredAt(), clock.instant());
        if (fault.isPresent()) {
            return unreadable("bad_time", "occurredAt is " + event.getOccurredAt() + ": it " + fault.get());
        }
        return new Reading.Read(AvroSignIns.signIn(event));
    }

    private static Reading unreadable(String kind, String text) {
        return new Reading.Unreadable(Reason.of(kind, text));
    }
}
