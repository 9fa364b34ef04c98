package dev.elch.notification.pipeline;

import dev.elch.contract.MaskedAddress;
import dev.elch.contract.UserSignedIn;
import dev.elch.contract.WireFormat;
import dev.elch.notification.RegistryProperties;
import dev.elch.notification.delivery.Check;
import dev.elch.notification.delivery.Outcome;
import dev.elch.notification.delivery.Reason;
import dev.elch.notification.delivery.Suppression;
import dev.elch.notification.ledger.DeliveryLedger;
import dev.elch.notification.mail.Mail;
import dev.elch.notification.mail.SignInMailWriter;
import dev.elch.notification.meters.DeliveryMeters;
import dev.elch.notification.provider.MailProvider;
import dev.elch.notification.quota.Quota;
import dev.elch.notification.retry.DeadLetters;
import dev.elch.notification.retry.RetryChain;
import dev.elch.notification.retry.Routes;
import dev.elch.notification.settled.SettledEvents;
import dev.elch.notification.suppression.SuppressedAddress;
import dev.elch.notification.suppression.SuppressedAddresses;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts together the way of a record. */
@Configuration(proxyBeanMethods = false)
class KafkaPipelineConfiguration {

    @Bean
    SignInReader signInReader(RegistryProperties registry) {
        return new KafkaSignInReader(() -> WireFormat.deserializer(registry.url(), UserSignedIn.class));
    }

    @Bean
    Milestones milestones() {
        return Milestones.UNWATCHED;
    }

    @Bean
    SettlingDesk settlingDesk(
            DeliveryLedger ledger,
            Routes routes,
            RetryChain chain,
            DeadLetters deadLetters,
            SettledEvents settledEvents,
            ObjectProvider<SuppressedAddresses> suppressed,
            DeliveryMeters meters,
            Milestones milestones,
            DeliveryProperties properties,
            Clock clock) {
        Steps steps = new Steps(clock, properties.again());
        return new SettlingDesk(
                ledger,
                routes,
                chain,
                deadLetters,
                settledEvents,
                suppressed.getIfAvailable(NoneSuppressed::new),
                steps,
                meters,
                milestones,
                properties);
    }

    /** The quota is asked last, so that nobody pays for a mail that is not sent. */
    @Bean
    DeliveryPipeline deliveryPipeline(
            SignInReader reader,
            ObjectProvider<SuppressedAddresses> suppressed,
            ObjectProvider<Quota> quota,
            SignInMailWriter writer,
            ObjectProvider<MailProvider> provider,
            SettlingDesk desk,
            Clock clock) {
        List<Check> checks = new ArrayList<>(List.of(
                StandardChecks.expired(),
                StandardChecks.addressless(),
                StandardChecks.suppressed(suppressed.getIfAvailable(NoneSuppressed::new))));
        quota.ifAvailable(asked -> checks.add(StandardChecks.overQuota(asked)));
        return new DeliveryPipeline(reader, checks, writer::write, provider.getIfAvailable(LogOnly::new), desk, clock);
    }

    /** Until there is a list. */
    private static final class NoneSuppressed implements SuppressedAddresses {
        @Override
        public void add(String address, Suppression suppression, Reason why, Instant now) {}

        @Override
        public Optional<SuppressedAddress> find(String address, Instant now) {
            return Optional.empty();
        }

        @Override
        public void lift(String address) {}
    }

    /** Until there is a provider. */
    private static final class LogOnly implements MailProvider {
        @Override
        public String name() {
            return "log";
        }

        @Override
        public Outcome send(Mail mail) {
            LoggerFactory.getLogger(LogOnly.class)
                    .info("event {}: mail to {}", mail.eventKey(), MaskedAddress.of(mail.to()));
            return new Outcome.Accepted("");
        }
    }
}
