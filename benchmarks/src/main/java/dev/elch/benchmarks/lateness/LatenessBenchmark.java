package dev.elch.benchmarks.lateness;

import dev.elch.testkit.process.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Many records fail together while healthy mails go on: how late is each tried again at the steps of 1 s and 5 s, and how long
 * do the healthy ones take? Measured where the mails arrive, so the same for every contestant.
 *
 * <p>Settings are system properties: {@code records} (10,000), {@code healthy} per second (200), {@code warm-up} records
 * (2,000), {@code contestants} ({@code elch,spring-kafka}), {@code elch} (the jar of notification-service).
 */
public final class LatenessBenchmark {

    private static final int RECORDS = Integer.getInteger("records", 10_000);
    private static final int HEALTHY_PER_SECOND = Integer.getInteger("healthy", 200);
    private static final int WARM_UP = Integer.getInteger("warm-up", 2_000);
    private static final List<String> CONTESTANTS =
            List.of(System.getProperty("contestants", "elch,spring-kafka").split(","));
    private static final Path ELCH = Path.of(
            System.getProperty("elch", "notification-service/target/notification-service-0.1.0-SNAPSHOT-app.jar"));
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final List<Duration> STEPS = List.of(Duration.ofSeconds(1), Duration.ofSeconds(5));

    private LatenessBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory("lateness");
        System.out.printf(
                "%d records fail together, %d healthy ones a second, %d partitions, %d processors%n",
                RECORDS,
                HEALTHY_PER_SECOND,
                Dependencies.PARTITIONS,
                Runtime.getRuntime().availableProcessors());
        System.out.println("logs and data: " + folder);
        try (Dependencies dependencies = new Dependencies(folder)) {
            for (Contestant contestant :
                    List.of(Contestant.elch(dependencies, ELCH), Contestant.springKafka(dependencies))) {
                if (CONTESTANTS.contains(contestant.name())) {
                    measure(dependencies, contestant, folder);
                }
            }
        }
    }

    private static void measure(Dependencies dependencies, Contestant contestant, Path folder) {
        Path log = folder.resolve(contestant.name() + ".log");
        try (ServiceProcess process = ServiceProcess.start(contestant.name(), contestant.program(), log)
                        .awaitPrinted(contestant.ready(), START_LIMIT);
                Load load = new Load(dependencies, contestant.topic())) {
            load.flow(HEALTHY_PER_SECOND);
            awaitAll(dependencies.post(), failing(load, WARM_UP), process);
            load.healthy().clear();

            long begun = System.nanoTime();
            List<String> failing = failing(load, RECORDS);
            awaitAll(dependencies.post(), failing, process);
            report(contestant, dependencies.post(), failing, load, System.nanoTime() - begun);
        }
    }

    private static List<String> failing(Load load, int count) {
        List<String> addresses = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            addresses.add(load.publish("fail"));
        }
        return addresses;
    }

    private static void awaitAll(PostOffice post, List<String> addresses, ServiceProcess process) {
        for (String address : addresses) {
            await(() -> post.tries(address).count() > PostOffice.REFUSALS, address, process);
        }
    }

    private static void await(BooleanSupplier isSo, String address, ServiceProcess process) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!isSo.getAsBoolean()) {
            if (System.nanoTime() > end || !process.isAlive()) {
                throw new IllegalStateException(
                        "%s got no mail within %s, see %s".formatted(address, LIMIT, process.log()));
            }
            java.util.concurrent.locks.LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private static void report(Contestant contestant, PostOffice post, List<String> failing, Load load, long took) {
        System.out.printf("%n%s: all taken after %.1f s%n", contestant.name(), took / 1e9);
        for (int step = 1; step <= STEPS.size(); step++) {
            int number = step;
            long delay = STEPS.get(step - 1).toNanos();
            Percentiles lateness = Percentiles.of(failing.stream()
                    .map(post::tries)
                    .mapToLong(tries -> tries.at(number + 1) - tries.at(number) - delay));
            System.out.printf(
                    "  late at the step of %d s  %s, %d early%n",
                    STEPS.get(step - 1).toSeconds(), lateness, lateness.negative());
        }
        Percentiles healthy = Percentiles.of(load.healthy().stream()
                .filter(published -> post.tries(published.address()).count() > 0)
                .mapToLong(published -> post.tries(published.address()).at(1) - published.at()));
        System.out.printf("  healthy mails           %s%n", healthy);
    }
}
