package dev.elch.dlq.meter;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Measures. */
@Configuration(proxyBeanMethods = false)
class MeterConfiguration {

    @Bean
    DlqMeters dlqMeters(MeterRegistry registry) {
        return new DlqMeters(registry);
    }
}
