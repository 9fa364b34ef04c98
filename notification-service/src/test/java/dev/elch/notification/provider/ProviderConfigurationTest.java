package dev.elch.notification.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.elch.notification.delivery.Outcome;
import dev.elch.notification.mail.MailProperties;
import dev.elch.notification.meters.DeliveryMeters;
import dev.elch.testkit.sendgrid.FakeSendGrid;
import dev.elch.testkit.smtp.ScriptedSmtpServer;
import dev.elch.testkit.smtp.SmtpBehaviour;
import dev.elch.testkit.smtp.SmtpStep;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.ComponentScan;

/** What a deployment may set about providers, and what it is told when it sets nonsense. */
class ProviderConfigurationTest {

    private final ApplicationContextRunner service = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class))
            .withUserConfiguration(Providers.class)
            .withBean(DeliveryMeters.class, () -> new DeliveryMeters(new SimpleMeterRegistry()))
            .withBean(Clock.class, Clock::systemUTC)
            .withPropertyValues("elch.mail.from=no-reply@elch.example", "elch.mail.app-url=https://elch.example");

    @ComponentScan(basePackageClasses = ProviderConfiguration.class)
    @EnableConfigurationProperties(MailProperties.class)
    static class Providers {}

    @Test
    void only_logs_when_told_to() {
        service.withPropertyValues("elch.provider.primary=log-only").run(context -> {
            MailProvider provider = context.getBean(MailProvider.class);
            assertThat(provider.handOver(Mails.typical()))
                    .isEqualTo(new Handover("log", new Outcome.Accepted("logged only")));
        });
    }

    @Test
    void sends_over_smtp() {
        try (ScriptedSmtpServer server = ScriptedSmtpServer.start()) {
            service.withPropertyValues(smtp(server)).run(context -> {
                Handover handover = context.getBean(MailProvider.class).handOver(Mails.typical());
                assertThat(handover).isEqualTo(new Handover("smtp", new Outcome.Accepted("Ok: queued as 4TEST1234")));
                assertThat(context.getBean(GuardedProviders.class).breakerStates())
                        .isEqualTo(Map.of("smtp", "CLOSED"));
            });
            assertThat(server.commands()).contains("EHLO elch.example", "MAIL FROM:<no-reply@elch.example>");
            await("closed with the service").until(() -> server.openConnections() == 0);
        }
    }

    @Test
    void sends_over_sendgrid_when_smtp_is_out_of_order() {
        try (ScriptedSmtpServer server = ScriptedSmtpServer.start();
                FakeSendGrid sendGrid = FakeSendGrid.start()) {
            server.at(SmtpStep.GREETING, SmtpBehaviour.reply("554 no service"));
            service.withPropertyValues(smtp(server))
                    .withPropertyValues(
                            "elch.provider.failover=sendgrid",
                            "elch.sendgrid.api-key=SG.key",
                            "elch.sendgrid.base-url=" + sendGrid.url())
                    .run(context -> {
                        assertThat(context.getBean(MailProvider.class).handOver(Mails.typical()))
                                .isEqualTo(new Handover("sendgrid", new Outcome.Accepted("fake-1")));
                        assertThat(context.getBean(GuardedProviders.class).breakerStates())
                                .isEqualTo(Map.of("smtp", "OPEN", "sendgrid", "CLOSED"));
                    });
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            elch.unset=x                                                                 | elch.provider.primary is missing
            elch.provider.primary=carrier-pigeon                                         | carrier-pigeon
            elch.provider.primary=smtp                                                   | elch.smtp.host is missing
            elch.provider.primary=sendgrid                                               | elch.sendgrid.api-key is missing
            elch.provider.primary=log-only,elch.provider.failover=log-only               | accept mails and deliver none
            elch.provider.primary=smtp,elch.smtp.host=a,elch.provider.failover=smtp      | the primary itself
            elch.provider.primary=smtp,elch.smtp.host=a,elch.provider.failover=sendgrid  | elch.sendgrid.api-key is missing
            elch.provider.primary=smtp,elch.smtp.host=a,elch.smtp.username=u             | belong together
            elch.provider.primary=smtp,elch.smtp.host=a,elch.smtp.username=u,elch.smtp.password=s3cret,elch.smtp.tls=none | would send elch.smtp.password in clear to a
            elch.provider.primary=smtp,elch.smtp.host=a,elch.smtp.connections=0          | elch.smtp.connections 0 is not within
            elch.provider.primary=smtp,elch.smtp.host=a,elch.smtp.send-timeout=1s        | cannot be shorter than elch.smtp.reply-timeout
            elch.provider.primary=smtp,elch.smtp.host=a,elch.smtp.ssl-bundle=mine        | mine
            elch.provider.primary=sendgrid,elch.sendgrid.api-key=a b                     | another character that no key has
            elch.provider.primary=sendgrid,elch.sendgrid.api-key=k,elch.sendgrid.base-url=http://sendgrid.example | must start with https://
            elch.provider.primary=sendgrid,elch.sendgrid.api-key=k,elch.sendgrid.base-url=https://a.example/v3 | and nothing more
            elch.provider.primary=log-only,elch.provider.breaker.failure-rate=0          | failure-rate 0 is not within
            elch.provider.primary=log-only,elch.provider.flood.too-many=99               | a flood of 99 out of 30
            """)
    void says_what_is_wrong(String settings, String sentence) {
        service.withPropertyValues(settings.split(",")).run(context -> {
            assertThat(context).getFailure().rootCause().hasMessageContaining(sentence);
            assertThat(context.getStartupFailure()).message().doesNotContain("s3cret");
        });
    }

    private static String[] smtp(ScriptedSmtpServer server) {
        return new String[] {
            "elch.provider.primary=smtp",
            "elch.smtp.host=localhost",
            "elch.smtp.port=" + server.port(),
            "elch.smtp.tls=none"
        };
    }
}
