package dev.elch.notification.provider.logonly;

import dev.elch.notification.provider.MailProviderFactory;
import dev.elch.notification.provider.MailProviderFactory.Unguarded;
import dev.elch.notification.provider.ProviderProperties;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Contributes the provider that only logs. */
@Configuration(proxyBeanMethods = false)
class LogOnlyConfiguration {

    private static final int LINES_AT_ONCE = 64;

    @Bean
    MailProviderFactory logOnlyProvider() {
        return new MailProviderFactory(
                ProviderProperties.Choice.LOG_ONLY,
                () -> new Unguarded(new LogOnlyMailProvider(), () -> {}, LINES_AT_ONCE, Duration.ofSeconds(1)));
    }
}
