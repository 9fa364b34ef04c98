package dev.elch.notification.provider;

import dev.elch.notification.meters.DeliveryMeters;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Creates the chosen mail providers, each with its guard, in the order in which they are used. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ProviderProperties.class)
class ProviderConfiguration {

    /** How much longer the guard waits than the provider's own timeouts. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    @Bean
    GuardedProviders guardedProviders(
            ProviderProperties properties, List<MailProviderFactory> factories, DeliveryMeters meters, Clock clock) {
        List<Resilience4jMailProvider> chosen = properties.choices().stream()
                .map(choice -> guarded(factory(choice, factories).create().get(), properties, clock))
                .toList();
        return new GuardedProviders(chosen, meters, clock);
    }

    @Bean(destroyMethod = "")
    MailProvider mailProvider(GuardedProviders providers) {
        return providers.asOne();
    }

    private static MailProviderFactory factory(ProviderProperties.Choice choice, List<MailProviderFactory> factories) {
        return factories.stream()
                .filter(factory -> factory.choice() == choice)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no package contributes the mail provider " + choice));
    }

    private static Resilience4jMailProvider guarded(
            MailProviderFactory.Unguarded unguarded, ProviderProperties properties, Clock clock) {
        ProviderProperties.Flood flood = properties.flood();
        return new Resilience4jMailProvider(
                unguarded.provider(),
                unguarded.close(),
                properties.breaker(),
                new FloodGuard(flood.window(), flood.tooMany(), flood.recent()),
                unguarded.concurrency(),
                unguarded.timeout().plus(GRACE),
                clock);
    }
}
