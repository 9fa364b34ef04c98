package dev.elch.notification.simulation;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** Chance, the same for the same seed. */
final class Dice {

    private final SplittableRandom random;

    Dice(SplittableRandom random) {
        this.random = random;
    }

    boolean happens(double probability) {
        return probability > 0 && random.nextDouble() < probability;
    }

    /** From {@code least} to {@code most}, both included. */
    int from(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    Duration millis(int least, int most) {
        return Duration.ofMillis(from(least, most));
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    double share() {
        return random.nextDouble();
    }
}
