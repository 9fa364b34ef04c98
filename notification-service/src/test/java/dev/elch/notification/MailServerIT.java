package dev.elch.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.contract.DeliveryState;
import dev.elch.contract.Topics;
import dev.elch.contract.UserSignedIn;
import dev.elch.testkit.smtp.ScriptedSmtpServer;
import dev.elch.testkit.smtp.SmtpBehaviour;
import dev.elch.testkit.smtp.SmtpStep;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The whole way from the topic to a mail server that speaks SMTP, with nothing scripted in between. */
class MailServerIT {

    @RegisterExtension
    static final TestDependencies AROUND = new TestDependencies(2);

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Duration OUTAGE = Duration.ofSeconds(5);
    private static final int MAILS = 20;
    private static final int LARGEST_VALUE = 1_048_352;

    private final ScriptedSmtpServer server = ScriptedSmtpServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void an_event_of_a_megabyte_that_the_server_puts_off_is_mailed_when_it_accepts_again() {
        try (RunningService service = service()) {
            UserSignedIn large = Events.ofSize(LARGEST_VALUE, service);
            assertThat(service.bytes(large)).hasSize(LARGEST_VALUE);
            server.at(SmtpStep.RCPT, SmtpBehaviour.reply("451 4.3.0 try again later"));

            service.publish(large);
            RunningService.await(
                    "the second attempt",
                    LIMIT,
                    () -> service.recordsOn(Topics.RETRIES.get(1).name()).size() == 1);
            server.at(SmtpStep.RCPT, SmtpBehaviour.reply("250 2.1.5 ok"));

            RunningService.await("the mail", LIMIT, () -> isSent(service, large));
            assertThat(server.mails()).filteredOn(mail -> !mail.isBlank()).hasSize(1);
            assertThat(service.entry(large.getEventKey()).attempt()).isEqualTo(3);
            assertThat(service.recordsOn(Topics.DEAD_LETTERS)).isEmpty();
        }
    }

    @Test
    void an_exhausted_quota_of_ours_is_asked_about_once_a_second_and_buries_nothing() throws Exception {
        try (RunningService service = service()) {
            server.at(SmtpStep.DATA, SmtpBehaviour.reply("550 5.4.5 Daily user sending quota exceeded"));
            MeterRegistry meters = service.bean(MeterRegistry.class);
            List<UserSignedIn> events = new ArrayList<>();
            for (int event = 0; event < MAILS; event++) {
                events.add(Events.signIn());
                service.publish(events.get(event));
            }
            RunningService.await(
                    "the pause",
                    LIMIT,
                    () -> meters.get("elch.provider.paused").gauge().value() == 1);
            long before = asked();
            TimeUnit.MILLISECONDS.sleep(OUTAGE.toMillis());
            long probes = asked() - before;
            server.at(SmtpStep.DATA, SmtpBehaviour.reply("354 go on"));

            RunningService.await("all mails", LIMIT, () -> events.stream().allMatch(event -> isSent(service, event)));
            // What was under way when the pause began may be asked for as well.
            assertThat(probes).isBetween(1L, OUTAGE.toSeconds() + 1 + 8);
            assertThat(server.mails()).hasSize(MAILS);
            assertThat(events)
                    .allSatisfy(event -> assertThat(
                                    service.entry(event.getEventKey()).attempt())
                            .isEqualTo(1));
            assertThat(service.recordsOn(Topics.DEAD_LETTERS)).isEmpty();
        }
    }

    private RunningService service() {
        return RunningService.withItsOwnProvider(
                AROUND,
                "elch.provider.primary=smtp",
                "elch.smtp.host=127.0.0.1",
                "elch.smtp.port=" + server.port(),
                "elch.smtp.tls=none",
                "elch.smtp.connections=8",
                "elch.intake.group=" + getClass().getSimpleName() + server.port());
    }

    private long asked() {
        return server.commands().stream()
                .filter(command -> command.startsWith("DATA"))
                .count();
    }

    private static boolean isSent(RunningService service, UserSignedIn event) {
        return service.state(event.getEventKey()).equals(Optional.of(DeliveryState.SENT));
    }
}
