package dev.elch.notification.pipeline;

import dev.elch.notification.meters.DeliveryMeters;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Knows whether the schema registry failed when it was needed last. Safe for use by many threads at once. */
final class RegistryState {

    private final AtomicReference<@Nullable Trouble> trouble = new AtomicReference<>();
    private final DeliveryMeters meters;
    private final Clock clock;

    RegistryState(DeliveryMeters meters, Clock clock) {
        this.meters = meters;
        this.clock = clock;
        meters.watchRegistry(() -> trouble.get() == null ? 0 : 1);
    }

    void failed(String why) {
        meters.registryFailure();
        Instant now = clock.instant();
        trouble.updateAndGet(before -> new Trouble(before == null ? now : before.since(), why));
    }

    void answered() {
        if (trouble.get() != null) {
            trouble.set(null);
        }
    }

    /** What is wrong; empty when nothing is, as far as is known. */
    Optional<Trouble> trouble() {
        return Optional.ofNullable(trouble.get());
    }

    /**
     * The registry does not answer.
     *
     * @param since when it failed first
     * @param why what it said, or the client, the last time
     */
    record Trouble(Instant since, String why) {}
}
