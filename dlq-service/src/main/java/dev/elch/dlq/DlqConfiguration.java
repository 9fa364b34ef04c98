package dev.elch.dlq;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What every feature needs. */
@Configuration(proxyBeanMethods = false)
class DlqConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
