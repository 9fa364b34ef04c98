package dev.elch.notification.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Thousands of schedules, and not one broken promise. {@code -Dsimulation.seed=…} replays one and prints its trace. */
@ExtendWith(Unlogged.class)
class SimulationTest {

    private static final int SCHEDULES = Integer.getInteger("simulation.schedules", 10_000);
    private static final long FIRST = Long.getLong("simulation.first", 1);

    @Test
    void every_schedule_keeps_every_promise() {
        Long only = Long.getLong("simulation.seed");
        if (only != null) {
            Simulation.run(only, null, true).trace().forEach(System.out::println);
            requireKept(only);
            return;
        }
        long began = System.nanoTime();
        Map<String, Integer> seen = new ConcurrentSkipListMap<>();
        OptionalLong broken = LongStream.range(FIRST, FIRST + SCHEDULES)
                .parallel() // each schedule on one thread, and as many at once as there are processors
                .filter(seed -> !isKept(seed, seen))
                .findAny();
        broken.ifPresent(SimulationTest::requireKept);
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf("%d schedules in %.1f s: %s%n", SCHEDULES, seconds, seen);
        assertThat(seen)
                .containsKeys(
                        "crashes",
                        "rebalances",
                        "visible duplicates",
                        "parked",
                        "over quota",
                        "replays",
                        "suppressed_address")
                .containsKeys("SENT", "DEAD", "SUPPRESSED")
                .containsKeys("Accepted", "RetryLater", "RetryAfter", "Pause", "Rejected", "Ambiguous");
    }

    @Test
    void the_same_seed_gives_the_same_schedule() {
        assertThat(Simulation.run(4_711, null, true)).isEqualTo(Simulation.run(4_711, null, true));
    }

    private static boolean isKept(long seed, Map<String, Integer> seen) {
        Simulation.Result result = Simulation.run(seed, null, false);
        result.counts().forEach((what, count) -> seen.merge(what, count, Integer::sum));
        return result.violations().isEmpty();
    }

    private static void requireKept(long seed) {
        Simulation.Result result = Simulation.run(seed, null, true);
        if (!result.violations().isEmpty()) {
            fail(
                    "seed %d breaks promises:%n%s%n%nIts trace:%n%s%n%nTo see it again:%n"
                            + "./mvnw -pl notification-service -am test -Dtest=SimulationTest"
                            + " -Dsurefire.failIfNoSpecifiedTests=false -Dsimulation.seed=%d",
                    seed,
                    String.join(System.lineSeparator(), result.violations()),
                    String.join(System.lineSeparator(), result.trace()),
                    seed);
        }
    }
}
