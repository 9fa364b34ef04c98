package dev.elch.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.contract.DeliveryHeaders;
import dev.elch.contract.Topics;
import dev.elch.contract.UserSignedIn;
import dev.elch.notification.delivery.Outcome;
import dev.elch.notification.delivery.Reason;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Many records that fail together are tried again when they are due: never early, and hardly late. */
@Tag("slow")
class LatenessIT {

    @RegisterExtension
    static final TestDependencies AROUND = new TestDependencies(12);

    private static final int RECORDS = 2_000;

    /** A service that just started is busy with compiling itself. */
    private static final int WARM_UP = Integer.getInteger("elch.lateness.warm-up", 1_000);

    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** Generous, because other builds may share the machine; the benchmark holds the promised limits. */
    private static final Duration P50 = Duration.ofMillis(Integer.getInteger("elch.lateness.p50", 1_000));

    private static final Duration P99 = Duration.ofMillis(Integer.getInteger("elch.lateness.p99", 5_000));

    private final ScriptedProvider provider = new ScriptedProvider();

    @Test
    void two_thousand_records_that_fail_together_are_tried_again_on_time() {
        Set<String> failed = ConcurrentHashMap.newKeySet();
        provider.answer(mail -> failed.add(mail.eventKey())
                ? new Outcome.RetryLater(Reason.of("provider_down", "connection refused"))
                : new Outcome.Accepted(""));
        try (RunningService service = new RunningService(AROUND, provider, "logging.level.dev.elch=warn")) {
            warmUp(service);
            List<UserSignedIn> events = new ArrayList<>();
            for (int i = 0; i < RECORDS; i++) {
                events.add(Events.signIn());
            }
            Instant begun = Instant.now();
            long cpuBegun = cpuNanos();
            events.forEach(service::publish);
            service.flush();

            RunningService.await("all mails", LIMIT, () -> provider.accepted().size() == RECORDS + WARM_UP);

            List<Duration> lateness = lateness(service, events);
            report(lateness, Duration.between(begun, Instant.now()), Duration.ofNanos(cpuNanos() - cpuBegun));
            assertThat(lateness).hasSize(RECORDS).noneMatch(Duration::isNegative);
            assertThat(percentile(lateness, 50)).isLessThanOrEqualTo(P50);
            assertThat(percentile(lateness, 99)).isLessThanOrEqualTo(P99);
        }
    }

    private void warmUp(RunningService service) {
        for (int i = 0; i < WARM_UP; i++) {
            service.publish(Events.signIn());
        }
        RunningService.await("the warm-up", LIMIT, () -> provider.accepted().size() == WARM_UP);
    }

    private List<Duration> lateness(RunningService service, List<UserSignedIn> of) {
        Set<String> measured = of.stream().map(UserSignedIn::getEventKey).collect(Collectors.toSet());
        Map<String, Instant> begun = provider.asked().stream()
                .filter(asked -> asked.outcome() instanceof Outcome.Accepted)
                .collect(Collectors.toMap(ScriptedProvider.Asked::eventKey, ScriptedProvider.Asked::at));
        return service.recordsOn(Topics.RETRIES.get(0).name()).stream()
                .map(record -> DeliveryHeaders.readFrom(record.headers(), Instant.now()))
                .filter(headers -> measured.contains(headers.eventKey()))
                .map(headers -> Duration.between(headers.dueAt(), begun.get(headers.eventKey())))
                .sorted()
                .toList();
    }

    /** Of this process: the service, the broker, the database and the test together. */
    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static void report(List<Duration> lateness, Duration took, Duration cpu) {
        System.out.printf(
                "lateness at the 1 s step over %d records: p50 %d ms, p90 %d ms, p99 %d ms, max %d ms; all done in %d ms, %d ms of processor%n",
                lateness.size(),
                percentile(lateness, 50).toMillis(),
                percentile(lateness, 90).toMillis(),
                percentile(lateness, 99).toMillis(),
                lateness.get(lateness.size() - 1).toMillis(),
                took.toMillis(),
                cpu.toMillis());
    }

    private static Duration percentile(List<Duration> sorted, int percent) {
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }
}
