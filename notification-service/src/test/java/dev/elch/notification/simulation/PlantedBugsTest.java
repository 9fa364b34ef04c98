package dev.elch.notification.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the simulation would find: each mistake, made on purpose, breaks a promise soon. */
@ExtendWith(Unlogged.class)
class PlantedBugsTest {

    /** The rarest, a dead letter under a lost claim, shows in one of a thousand schedules. */
    private static final int SOON = 10_000;

    @ParameterizedTest
    @EnumSource(Bug.class)
    void a_planted_bug_is_found(Bug bug) {
        var found = LongStream.rangeClosed(1, SOON)
                .mapToObj(seed -> Simulation.run(seed, bug, false))
                .filter(result -> !result.violations().isEmpty())
                .findFirst();

        assertThat(found).as("%s within %d schedules", bug, SOON).isPresent();
        found.ifPresent(result -> System.out.printf(
                "%s: found by schedule %d, %s%n",
                bug, result.seed(), result.violations().get(0)));
    }
}
