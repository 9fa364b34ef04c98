package dev.elch.notification.pipeline;

import dev.elch.contract.UserSignedIn;
import dev.elch.contract.WireFormat;
import dev.elch.notification.MongoOutages;
import dev.elch.notification.RegistryProperties;
import dev.elch.notification.deadletter.DeadLetters;
import dev.elch.notification.delivery.Check;
import dev.elch.notification.delivery.Delivery;
import dev.elch.notification.ledger.ClaimRules;
import dev.elch.notification.ledger.DeliveryLedger;
import dev.elch.notification.mail.Mail;
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
import java.util.Map;
import java.util.function.Function;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts together the way of a record. */
@Configuration(proxyBeanMethods = false)
class KafkaPipelineConfiguration {

    private static final Duration LEAST_SLACK = Duration.ofSeconds(1);

    @Bean
    SignInReader signInReader(RegistryProperties registry, StoredRecords stored, RegistryState state, Clock clock) {
        return new KafkaSignInReader(
                () -> WireFormat.deserializer(registry.url(), UserSignedIn.class), stored, state, clock);
    }

    @Bean
    RegistryState registryState(DeliveryMeters meters, Clock clock) {
        return new RegistryState(meters, clock);
    }

    /** Records wait for the registry and nothing is lost, so the service stays up; the detail says since when, and why. */
    @Bean
    HealthIndicator registryHealthIndicator(RegistryState state) {
        return () -> Health.up()
                .withDetails(state.trouble()
                        .<Map<String, Object>>map(trouble ->
                                Map.of("waitingSince", trouble.since().toString(), "why", trouble.why()))
                        .orElse(Map.of()))
                .build();
    }

    @Bean
    Milestones milestones() {
        return Milestones.UNWATCHED;
    }

    @Bean
    Steps deliverySteps(DeliveryProperties properties, Clock clock) {
        return new Steps(clock, properties.again(), MongoOutages::isOne);
    }

    @Bean
    DurableSteps durableSteps(
            DeliveryLedger ledger,
            Routes routes,
            DeadLetters deadLetters,
            SettledEvents settledEvents,
            SuppressedAddresses suppressed,
            DeliveryMeters meters,
            Milestones milestones) {
        return new DurableSteps(ledger, routes, deadLetters, settledEvents, suppressed, meters, milestones);
    }

    /** The quota is asked last, so that no user pays for a mail that is not sent. */
    @Bean
    DeliveryPipeline deliveryPipeline(
            SignInReader reader,
            DeliveryLedger ledger,
            SuppressedAddresses suppressed,
            Quota quota,
            SignInMailWriter writer,
            MailProvider provider,
            Steps deliverySteps,
            DurableSteps durableSteps,
            RetryChain chain,
            DeliveryMeters meters,
            DeliveryProperties properties,
            ClaimRules rules,
            Clock clock) {
        List<Check> checks = List.of(
                StandardChecks.expired(),
                StandardChecks.addressless(),
                StandardChecks.suppressed(suppressed),
                StandardChecks.overQuota(quota));
        return pipeline(
                reader,
                ledger,
                checks,
                writer::write,
                provider,
                deliverySteps,
                durableSteps,
                chain,
                meters,
                properties,
                clock,
                sendWithin(rules.lease(), provider.timeLimit()));
    }

    static DeliveryPipeline pipeline(
            SignInReader reader,
            DeliveryLedger ledger,
            List<Check> checks,
            Function<Delivery, Mail> writer,
            MailProvider provider,
            Steps steps,
            DurableSteps durable,
            RetryChain chain,
            DeliveryMeters meters,
            DeliveryProperties properties,
            Clock clock,
            Duration sendWithin) {
        Repeats repeats = new Repeats(steps, clock, properties.again());
        Settler settler = new Settler(durable, steps, chain, properties, clock);
        return new DeliveryPipeline(
                reader,
                ledger,
                new Checks(checks, properties.whenUnknown()),
                writer,
                new Deliveries(properties.notAfter()),
                new Sender(ledger, provider, settler, repeats, meters, clock, sendWithin),
                settler,
                new Copies(durable, steps, meters),
                new DirectDeadLetters(durable, steps, clock),
                repeats,
                clock);
    }

    /**
     * A claim that ends while the provider is still asked lets another process send the same mail.
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
