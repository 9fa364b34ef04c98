package dev.elch.notification.provider.sendgrid;

import dev.elch.notification.provider.MailProviderFactory;
import dev.elch.notification.provider.MailProviderFactory.Unguarded;
import dev.elch.notification.provider.ProviderProperties;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Contributes the provider that sends over SendGrid's HTTP API. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SendGridProperties.class)
class SendGridConfiguration {

    @Bean
    MailProviderFactory sendGridProvider(SendGridProperties sendGrid, Clock clock) {
        return new MailProviderFactory(ProviderProperties.Choice.SENDGRID, () -> {
            SendGridMailProvider provider = new SendGridMailProvider(sendGrid, clock);
            return new Unguarded(provider, provider::close, sendGrid.connections(), timeout(sendGrid));
        });
    }

    private static Duration timeout(SendGridProperties sendGrid) {
        return sendGrid.leaseTimeout()
                .plus(sendGrid.connectTimeout())
                .plus(sendGrid.readTimeout())
                .plus(sendGrid.sendTimeout());
    }
}
