package dev.elch.notification.pipeline;

import dev.elch.notification.deadletter.DeadLetters;
import dev.elch.notification.delivery.Check;
import dev.elch.notification.delivery.Delivery;
import dev.elch.notification.ledger.DeliveryLedger;
import dev.elch.notification.mail.Mail;
import dev.elch.notification.meters.DeliveryMeters;
import dev.elch.notification.provider.MailProvider;
import dev.elch.notification.quota.Quota;
import dev.elch.notification.record.Routes;
import dev.elch.notification.retry.RetryChain;
import dev.elch.notification.settled.SettledEvents;
import dev.elch.notification.suppression.SuppressedAddresses;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** The way of a record, put together as in production, around whatever it is to work with; for the simulation. */
public final class Pipelines {

    private Pipelines() {}

    /** What a pipeline works with. */
    public record Parts(
            SignInReader reader,
            DeliveryLedger ledger,
            Routes routes,
            RetryChain chain,
            DeadLetters deadLetters,
            SettledEvents settledEvents,
            SuppressedAddresses suppressed,
            Quota quota,
            Function<Delivery, Mail> writer,
            MailProvider provider,
            DeliveryMeters meters,
            DeliveryProperties properties,
            Clock clock,
            Duration sendWithin) {}

    public static DeliveryPipeline of(Parts parts) {
        Steps steps = new Steps(parts.clock(), parts.properties().again(), e -> false);
        DurableSteps durable = new DurableSteps(
                parts.ledger(),
                parts.routes(),
                parts.deadLetters(),
                parts.settledEvents(),
                parts.suppressed(),
                parts.meters(),
                Milestones.UNWATCHED);
        List<Check> checks = List.of(
                StandardChecks.expired(),
                StandardChecks.addressless(),
                StandardChecks.suppressed(parts.suppressed()),
                StandardChecks.overQuota(parts.quota()));
        return KafkaPipelineConfiguration.pipeline(
                parts.reader(),
                parts.ledger(),
                checks,
                parts.writer(),
                parts.provider(),
                steps,
                durable,
                parts.chain(),
                parts.meters(),
                parts.properties(),
                parts.clock(),
                parts.sendWithin());
    }
}
