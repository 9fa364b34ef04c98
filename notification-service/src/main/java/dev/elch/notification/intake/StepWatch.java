package dev.elch.notification.intake;

import dev.elch.notification.meters.DeliveryMeters;
import dev.elch.notification.retry.RetryStep;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Lets the meters see what waits at each retry step, what is held, and whether the provider is paused. */
final class StepWatch {

    private final Dispatcher dispatcher;
    private final Clock clock;

    private StepWatch(Dispatcher dispatcher, Clock clock) {
        this.dispatcher = dispatcher;
        this.clock = clock;
    }

    /** Begins to watch: {@code meters} ask from then on. */
    static StepWatch of(Dispatcher dispatcher, List<RetryStep> steps, DeliveryMeters meters, Clock clock) {
        StepWatch watch = new StepWatch(dispatcher, clock);
        watch.register(steps, meters);
        return watch;
    }

    private void register(List<RetryStep> steps, DeliveryMeters meters) {
        meters.watchPause(() -> dispatcher.isPaused() ? 1 : 0);
        meters.watchHeldPartitions(() -> dispatcher.heldForTooLong().size());
        for (RetryStep step : steps) {
            meters.watchStep(
                    step.topic(),
                    () -> states(step).mapToInt(PartitionState::parked).sum(),
                    () -> overdueSeconds(step));
        }
    }

    private double overdueSeconds(RetryStep step) {
        Instant now = clock.instant();
        return states(step)
                .map(PartitionState::overdueSince)
                .filter(Objects::nonNull)
                .mapToDouble(since ->
                        Duration.between(Objects.requireNonNull(since), now).toMillis() / 1_000.0)
                .max()
                .orElse(0);
    }

    private Stream<PartitionState> states(RetryStep step) {
        return dispatcher.states().entrySet().stream()
                .filter(state -> state.getKey().topic().equals(step.topic()))
                .map(state -> state.getValue());
    }
}
