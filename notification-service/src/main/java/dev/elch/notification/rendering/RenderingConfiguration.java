package dev.elch.notification.rendering;

import dev.elch.notification.mail.DisputeLinkProperties;
import dev.elch.notification.mail.MailProperties;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts together what shows mails. */
@Configuration(proxyBeanMethods = false)
class RenderingConfiguration {

    @Bean
    MailRenderer mailRenderer(MailProperties mail, DisputeLinkProperties dispute, Clock clock) {
        return new MailRenderer(mail, dispute, new SecureRandom(), clock);
    }
}
