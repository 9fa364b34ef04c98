package dev.elch.notification.provider;

import dev.elch.notification.mail.MailProperties;
import dev.elch.notification.meters.DeliveryMeters;
import dev.elch.notification.provider.sendgrid.SendGridMailProvider;
import dev.elch.notification.provider.sendgrid.SendGridProperties;
import dev.elch.notification.provider.smtp.SmtpMailProvider;
import dev.elch.notification.provider.smtp.SmtpProperties;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLSocketFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts together who takes the mails: the chosen providers, each guarded, one behind the other. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ProviderProperties.class, SmtpProperties.class, SendGridProperties.class})
class ProviderConfiguration {

    /** How much longer the guard waits than the provider's own timeouts. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private static final int LINES_AT_ONCE = 64;

    @Bean
    GuardedProviders guardedProviders(
            ProviderProperties provider,
            SmtpProperties smtp,
            SendGridProperties sendGrid,
            MailProperties mail,
            SslBundles sslBundles,
            DeliveryMeters meters,
            Clock clock) {
        List<Resilience4jMailProvider> chosen = provider.choices().stream()
                .map(choice -> switch (choice) {
                    case SMTP -> smtp(provider, smtp, mail, trust(smtp, sslBundles), clock);
                    case SENDGRID -> sendGrid(provider, sendGrid, clock);
                    case LOG_ONLY ->
                        guarded(
                                new LogOnlyMailProvider(),
                                () -> {},
                                provider,
                                LINES_AT_ONCE,
                                Duration.ofSeconds(1),
                                clock);
                })
                .toList();
        return new GuardedProviders(chosen, meters, clock);
    }

    @Bean(destroyMethod = "")
    MailProvider mailProvider(GuardedProviders providers) {
        return providers.asOne();
    }

    private static Resilience4jMailProvider smtp(
            ProviderProperties properties,
            SmtpProperties smtp,
            MailProperties mail,
            SSLSocketFactory trust,
            Clock clock) {
        SmtpMailProvider provider = new SmtpMailProvider(smtp, mail.from(), trust, clock);
        // A kept connection that is gone, a new one, and the mail: each is cut off after the time of a mail.
        Duration ownTimeouts = smtp.connectionWait().plus(smtp.sendTimeout().multipliedBy(3));
        return guarded(provider, provider::close, properties, smtp.connections(), ownTimeouts, clock);
    }

    private static Resilience4jMailProvider sendGrid(
            ProviderProperties properties, SendGridProperties sendGrid, Clock clock) {
        SendGridMailProvider provider = new SendGridMailProvider(sendGrid, clock);
        Duration ownTimeouts = sendGrid.leaseTimeout()
                .plus(sendGrid.connectTimeout())
                .plus(sendGrid.readTimeout())
                .plus(sendGrid.sendTimeout());
        return guarded(provider, provider::close, properties, sendGrid.connections(), ownTimeouts, clock);
    }

    private static Resilience4jMailProvider guarded(
            MailProvider provider,
            Runnable closeProvider,
            ProviderProperties properties,
            int atMost,
            Duration ownTimeouts,
            Clock clock) {
        ProviderProperties.Flood flood = properties.flood();
        return new Resilience4jMailProvider(
                provider,
                closeProvider,
                properties.breaker(),
                new FloodGuard(flood.window(), flood.tooMany(), flood.recent()),
                atMost,
                ownTimeouts.plus(GRACE),
                clock);
    }

    private static SSLSocketFactory trust(SmtpProperties smtp, SslBundles sslBundles) {
        return smtp.sslBundle().isEmpty()
                ? (SSLSocketFactory) SSLSocketFactory.getDefault()
                : sslBundles.getBundle(smtp.sslBundle()).createSslContext().getSocketFactory();
    }
}
