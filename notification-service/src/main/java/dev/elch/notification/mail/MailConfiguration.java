package dev.elch.notification.mail;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts together what writes the mails. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({MailProperties.class, DisputeLinkProperties.class})
class MailConfiguration {

    @Bean
    SignInMailWriter signInMailWriter(MailProperties mail, DisputeLinkProperties dispute) {
        return new SignInMailWriter(mail, dispute);
    }
}
