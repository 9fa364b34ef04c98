package dev.elch.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.contract.Topics;
import dev.elch.contract.UserSignedIn;
import dev.elch.notification.delivery.Outcome;
import dev.elch.notification.delivery.Reason;
import dev.elch.notification.ledger.LedgerEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The provider refuses our key for a while: mails wait, and nothing else happens to them. How long it does so follows from
 * {@code outage.events}: 20 of them come each second, 12,000 are ten minutes.
 */
class OutageIT {

    @RegisterExtension
    static final TestDependencies AROUND = new TestDependencies(2);

    private static final int EVENTS = Integer.getInteger("outage.events", 80);
    private static final Duration BETWEEN_EVENTS = Duration.ofMillis(50);
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final int FASTER = 10;
    private static final int TOO_FEW_TO_TELL = 1_000;

    private final ScriptedProvider provider = new ScriptedProvider();

    @Test
    void an_outage_costs_no_attempt_no_letter_and_no_mail() throws Exception {
        try (RunningService service = new RunningService(AROUND, provider, "logging.level.dev.elch=warn")) {
            service.publish(Events.signIn());
            RunningService.await("the warm-up", LIMIT, () -> provider.accepted().size() == 1);
            provider.answer(mail -> new Outcome.Pause(Outcome.Pause.PROVIDER, Reason.of("bad_key", "401")));

            Instant began = Instant.now();
            List<UserSignedIn> events = new ArrayList<>();
            for (int i = 0; i < EVENTS; i++) {
                events.add(Events.signIn());
                service.publish(events.get(i));
                TimeUnit.MILLISECONDS.sleep(BETWEEN_EVENTS.toMillis());
            }
            Duration outage = Duration.between(began, Instant.now());
            int askedInOutage = provider.asked().size() - 1;
            provider.answer(mail -> new Outcome.Accepted(""));
            Instant over = Instant.now();
            RunningService.await(
                    "the first mail", LIMIT, () -> provider.accepted().size() > 1);
            Instant flowing = Instant.now();
            RunningService.await("all mails", LIMIT, () -> provider.accepted().size() == EVENTS + 1);
            Duration drained = Duration.between(flowing, Instant.now());

            System.out.printf(
                    "outage of %d ms: asked %d times; first mail %d ms after it, %d mails drained in %d ms%n",
                    outage.toMillis(),
                    askedInOutage,
                    Duration.between(over, flowing).toMillis(),
                    EVENTS,
                    drained.toMillis());
            if (EVENTS >= TOO_FEW_TO_TELL) {
                assertThat(drained).isLessThan(outage.dividedBy(FASTER));
            }
            assertThat(probesCloserThan(Duration.ofMillis(990), over)).isEmpty();
            assertThat(provider.accepted()).doesNotHaveDuplicates();
            assertThat(service.recordsOn(Topics.DEAD_LETTERS)).isEmpty();
            assertThat(service.recordsOn(Topics.RETRIES.get(0).name())).isEmpty();
            for (UserSignedIn event : events) {
                RunningService.await(
                        "the end of it",
                        LIMIT,
                        () -> service.entry(event.getEventKey()).settledAt() != null);
                LedgerEntry entry = service.entry(event.getEventKey());
                assertThat(entry.attempt()).isEqualTo(1);
            }
        }
    }

    /** Times between two questions during the outage; what was under way when it began, on a busy machine, does not count. */
    private List<Duration> probesCloserThan(Duration limit, Instant until) {
        List<Instant> paused = provider.asked().stream()
                .filter(asked ->
                        asked.outcome() instanceof Outcome.Pause && asked.at().isBefore(until))
                .map(ScriptedProvider.Asked::at)
                .sorted()
                .toList();
        Instant closed = paused.get(0).plus(limit);
        List<Instant> probes =
                paused.stream().filter(at -> !at.isBefore(closed)).toList();
        assertThat(probes).as("probes").hasSizeGreaterThan(1);
        List<Duration> close = new ArrayList<>();
        for (int i = 1; i < probes.size(); i++) {
            Duration between = Duration.between(probes.get(i - 1), probes.get(i));
            if (between.compareTo(limit) < 0) {
                close.add(between);
            }
        }
        return close;
    }
}
