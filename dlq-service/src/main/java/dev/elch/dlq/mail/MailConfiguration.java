package dev.elch.dlq.mail;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts together what shows mails. */
@Configuration(proxyBeanMethods = false)
class MailConfiguration {

    @Bean
    MailRenderer mailRenderer(NotificationProperties notification) {
        return new MailRenderer(notification, MailRenderer.PATIENCE);
    }
}
