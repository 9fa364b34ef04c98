package dev.elch.notification.meters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeliveryMetersTest {

    private static final Set<String> FROM_THE_START = Set.of("observation", "record", "consumer");

    private final SimpleMeterRegistry registry = new BrokenRegistry();
    private final DeliveryMeters meters = new DeliveryMeters(registry);

    @ParameterizedTest
    @MethodSource("all")
    void no_meter_fails_its_caller(Method meter) {
        Object[] arguments = Arrays.stream(meter.getParameterTypes())
                .map(DeliveryMetersTest::any)
                .toArray();

        assertThatCode(() -> called(meter, arguments)).doesNotThrowAnyException();

        assertThat(failedObservations())
                .as("failures counted for %s", meter.getName())
                .isPositive();
    }

    @Test
    void a_duration_that_overflows_is_counted_and_left_out() {
        DeliveryMeters working = new DeliveryMeters(new SimpleMeterRegistry());

        assertThatCode(() -> working.settled("SENT", "accepted", Duration.ofSeconds(Long.MAX_VALUE)))
                .doesNotThrowAnyException();
    }

    @Test
    void an_age_of_minutes_is_in_a_bucket_of_its_own() {
        SimpleMeterRegistry working = new SimpleMeterRegistry();

        new DeliveryMeters(working).settled("SENT", "accepted", Duration.ofMinutes(7));

        assertThat(working.get("elch.deliveries.age").timer().takeSnapshot().histogramCounts())
                .filteredOn(bucket -> bucket.count() == 1)
                .extracting(bucket -> bucket.bucket(TimeUnit.MINUTES))
                .startsWith(10.0);
    }

    /** An alert that asks for another bucket than these stays silent for ever. */
    @Test
    void every_bucket_that_an_alert_asks_for_is_there() throws IOException {
        List<String> asked = Pattern.compile("elch_deliveries_age_seconds_bucket\\{le=\"([0-9.]+)\"")
                .matcher(Files.readString(Path.of("../deploy/helm/elch/alerts/elch.yaml")))
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(asked).isNotEmpty();
        assertThat(Arrays.stream(DeliveryMeters.AGES).map(age -> age.toSeconds() + ".0"))
                .containsAll(asked);
    }

    static List<Method> all() {
        return Arrays.stream(DeliveryMeters.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .toList();
    }

    private void called(Method meter, Object[] arguments) throws Throwable {
        try {
            meter.invoke(meters, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private double failedObservations() {
        return registry.get("elch.internal.errors")
                .tag("where", "observation")
                .counter()
                .count();
    }

    private static Object any(Class<?> type) {
        if (type == int.class) {
            return 1;
        }
        if (type == Duration.class) {
            return Duration.ofSeconds(Long.MAX_VALUE);
        }
        if (type == Supplier.class) {
            return (Supplier<Number>) () -> 1;
        }
        if (type == Runnable.class) {
            return (Runnable) () -> {
                throw new IllegalStateException("a log is broken");
            };
        }
        return "x";
    }

    /** Takes the counters of failures that there are from the start, and nothing else. */
    private static final class BrokenRegistry extends SimpleMeterRegistry {

        private BrokenRegistry() {
            config().onMeterAdded(meter -> {
                if (!(meter instanceof Counter)
                        || !FROM_THE_START.contains(
                                Objects.requireNonNullElse(meter.getId().getTag("where"), ""))) {
                    throw new IllegalStateException(meter.getId() + " is not taken");
                }
            });
        }
    }
}
