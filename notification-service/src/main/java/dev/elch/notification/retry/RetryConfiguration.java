package dev.elch.notification.retry;

import java.util.concurrent.ThreadLocalRandom;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts together the retry chain. */
@Configuration(proxyBeanMethods = false)
class RetryConfiguration {

    @Bean
    RetryChain retryChain(RetryProperties properties) {
        return new RetryChain(
                properties.delays(),
                properties.jitter(),
                () -> ThreadLocalRandom.current().nextDouble());
    }
}
