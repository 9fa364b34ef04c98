package dev.elch.notification.intake;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Says whether the intake's threads live: part of liveness, since only a new process brings them back. */
@Configuration(proxyBeanMethods = false)
class IntakeHealthConfiguration {

    @Bean
    HealthIndicator intakeHealthIndicator(IntakeThreads threads) {
        return () -> (threads.isAlive() ? Health.up() : Health.down())
                .withDetail("providerPaused", threads.dispatcher().isPaused())
                .build();
    }

    /** Names the partitions whose committed offset does not move: part of readiness, and no reason to take no more calls. */
    @Bean
    HealthIndicator commitsHealthIndicator(IntakeThreads threads) {
        return () -> Health.up()
                .withDetail("held", threads.dispatcher().heldForTooLong())
                .build();
    }
}
