package dev.elch.notification.pipeline;

import dev.elch.contract.UserSignedIn;
import dev.elch.contract.WireFormat;
import dev.elch.notification.MongoOutages;
import dev.elch.notification.RegistryProperties;
import dev.elch.notification.deadletter.DeadLetters;
import dev.elch.notification.delivery.Check;
import dev.elch.notification.ledger.ClaimRules;
import dev.elch.notification.ledger.DeliveryLedger;
import dev.elch.notification.mail.SignInMailWriter;
import dev.elch.notification.meters.DeliveryMeters;
import dev.elch.notification.provider.MailProvider;
import dev.elch.notification.quota.Quota;
import dev.elch.notification.record.Routes;
import dev.elch.notification.record.StoredRecords;
import dev.elch.notification.retry.RetryChain;
import dev.elch.notification.settled.SettledEvents;
import dev.elch.notification.suppression.SuppressedAddresses;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts together the way of a record. */
@Configuration(proxyBeanMethods = false)
class KafkaPipelineConfiguration {

    private static final Duration LEAST_SLACK = Duration.ofSeconds(1);

    @Bean
    SignInReader signInReader(RegistryProperties registry, StoredRecords stored, Clock clock) {
        return new KafkaSignInReader(() -> WireFormat.deserializer(registry.url(), UserSignedIn.class), stored, clock);
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
            SuppressedAddresses suppressed,
            DeliveryMeters meters,
            Milestones milestones,
            DeliveryProperties properties,
            Clock clock) {
        Steps steps = new Steps(clock, properties.again(), MongoOutages::isOne);
        return new SettlingDesk(
                ledger, routes, chain, deadLetters, settledEvents, suppressed, steps, meters, milestones, properties);
    }

    /** The quota is asked last, so that nobody pays for a mail that is not sent. */
    @Bean
    DeliveryPipeline deliveryPipeline(
            SignInReader reader,
            SuppressedAddresses suppressed,
            Quota quota,
            SignInMailWriter writer,
            MailProvider provider,
            SettlingDesk desk,
            ClaimRules rules,
            Clock clock) {
        List<Check> checks = List.of(
                StandardChecks.expired(),
                StandardChecks.addressless(),
                StandardChecks.suppressed(suppressed),
                StandardChecks.overQuota(quota));
        return new DeliveryPipeline(
                reader, checks, writer::write, provider, desk, clock, sendWithin(rules.lease(), provider.timeLimit()));
    }

    /**
     * A claim that ends while the provider is still asked lets somebody else send the same mail.
     *
     * @throws IllegalArgumentException when there is no time at all
     */
    static Duration sendWithin(Duration lease, Duration timeLimit) {
        Duration slack = lease.minus(timeLimit);
        if (slack.compareTo(LEAST_SLACK) < 0) {
            throw new IllegalArgumentException(
                    "elch.ledger.lease is %s and the mail provider may take %s to answer: set the lease to %s or more, or shorten the provider's timeouts"
                            .formatted(lease, timeLimit, timeLimit.plus(LEAST_SLACK)));
        }
        return slack;
    }
}
