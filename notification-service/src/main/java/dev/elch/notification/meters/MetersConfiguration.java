package dev.elch.notification.meters;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Registers the meters. */
@Configuration(proxyBeanMethods = false)
class MetersConfiguration {

    @Bean
    DeliveryMeters deliveryMeters(MeterRegistry registry) {
        return new DeliveryMeters(registry);
    }
}
