package dev.elch.notification.provider.smtp;

import dev.elch.notification.mail.MailProperties;
import dev.elch.notification.provider.MailProviderFactory;
import dev.elch.notification.provider.MailProviderFactory.Unguarded;
import dev.elch.notification.provider.ProviderProperties;
import java.time.Clock;
import java.time.Duration;
import javax.net.ssl.SSLSocketFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Contributes the provider that sends over SMTP. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SmtpProperties.class)
class SmtpConfiguration {

    @Bean
    MailProviderFactory smtpProvider(SmtpProperties smtp, MailProperties mail, SslBundles sslBundles, Clock clock) {
        return new MailProviderFactory(ProviderProperties.Choice.SMTP, () -> {
            SmtpMailProvider provider = new SmtpMailProvider(smtp, mail.from(), trust(smtp, sslBundles), clock);
            return new Unguarded(provider, provider::close, smtp.connections(), timeout(smtp));
        });
    }

    /** A kept connection that is gone, a new one, and the mail: each is cut off after the time of a mail. */
    private static Duration timeout(SmtpProperties smtp) {
        return smtp.connectionWait().plus(smtp.sendTimeout().multipliedBy(3));
    }

    private static SSLSocketFactory trust(SmtpProperties smtp, SslBundles sslBundles) {
        return smtp.sslBundle().isEmpty()
                ? (SSLSocketFactory) SSLSocketFactory.getDefault()
                : sslBundles.getBundle(smtp.sslBundle()).createSslContext().getSocketFactory();
    }
}
