package dev.elch.notification.digest;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.notification.mail.DigestMailWriter;
import dev.elch.notification.mail.DisputeLinkProperties;
import dev.elch.notification.mail.MailProperties;
import dev.elch.notification.meters.DeliveryMeters;
import dev.elch.notification.pipeline.DeliveryProperties;
import dev.elch.notification.provider.MailProvider;
import dev.elch.notification.quota.Quota;
import dev.elch.notification.quota.QuotaProperties;
import dev.elch.notification.suppression.SuppressedAddresses;
import dev.elch.startup.MongoIndexes;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** Puts together what tells of the sign-ins beyond the quota. */
@Configuration(proxyBeanMethods = false)
class MongoDigestConfiguration {

    /** Within the 35 s that a phase of the shutdown may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Bean
    MongoDigests digests(MongoDatabase database, QuotaProperties quota, DigestProperties properties) {
        return new MongoDigests(database, quota.window(), properties.grace(), properties.lease());
    }

    @Bean
    MongoIndexes digestIndexes() {
        return MongoDigests.INDEXES;
    }

    @Bean
    MongoIndexes digestEntryIndexes() {
        return MongoDigestEntries.INDEXES;
    }

    @Bean
    @Primary
    Quota quota(@Qualifier("storedQuota") Quota stored, Digests digests, DeliveryMeters meters) {
        return new DigestingQuota(stored, digests, meters);
    }

    @Bean
    DigestMailWriter digestMailWriter(MailProperties mail, DisputeLinkProperties dispute) {
        return new DigestMailWriter(mail, dispute);
    }

    @Bean
    DigestLifecycle digestLifecycle(
            Digests digests,
            DigestMailWriter writer,
            ObjectProvider<MailProvider> provider,
            SuppressedAddresses suppressed,
            DigestProperties properties,
            DeliveryProperties delivery,
            DeliveryMeters meters,
            Clock clock) {
        boolean resendsUnknown = delivery.whenUnknown() == DeliveryProperties.WhenUnknown.RESEND;
        BooleanSupplier deliverNext = Optional.ofNullable(provider.getIfAvailable())
                .map(available -> new DigestDelivery(
                        digests, writer, available, suppressed, properties, resendsUnknown, meters, clock))
                .<BooleanSupplier>map(deliverer -> deliverer::deliverNext)
                .orElse(() -> false);
        return new DigestLifecycle(new DigestSchedule(deliverNext, properties.poll(), PATIENCE));
    }
}
