package dev.elch.dlq.system;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.contract.deployment.ContractDifferences;
import dev.elch.dlq.mail.NotificationProperties;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;
import reactor.core.publisher.Mono;

/** Puts together what looks at the running system. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SystemProperties.class)
class SystemConfiguration {

    /** What an operator looks at first in notification-service: beginnings of the names of meters. */
    private static final List<String> OF_NOTIFICATION = List.of(
            "elch_provider_paused",
            "elch_provider_breaker",
            "elch_retry_parked",
            "elch_retry_overdue",
            "elch_dead_letters_parked",
            "elch_intake_held",
            "elch_registry_trouble",
            "elch_quota_decisions",
            "elch_digest_attempts",
            FindingRules.LAG);

    /** The same in auth-service. */
    private static final List<String> OF_AUTH =
            List.of("elch_auth_outbox_oldest", "elch_auth_outbox_backlog", "elch_auth_unsaved", "elch_auth_lost");

    @Bean
    RunningSystem runningSystem(
            PrometheusMeterRegistry meters,
            SystemProperties system,
            NotificationProperties notification,
            KafkaAdmin kafka,
            @Value("${elch.registry.url}") URI registry,
            MongoDatabase database) {
        Mono<ServiceView> notificationService = asked(
                FindingRules.NOTIFICATION,
                system.notificationUrl() == null ? notification.url() : system.notificationUrl(),
                notification.token(),
                OF_NOTIFICATION,
                "Set elch.notification.url and elch.notification.token: this service does not know where it is.");
        Mono<ServiceView> authService = asked(
                FindingRules.AUTH,
                system.authUrl(),
                system.authToken(),
                OF_AUTH,
                "Set elch.system.auth-url and elch.system.auth-token: this service does not know where it is.");
        DependencyProbe dependencies = new DependencyProbe(
                new ContractDifferences(kafka.getConfigurationProperties(), registry),
                database.runCommand(new Document("ping", 1)));
        return new RunningSystem(meters, List.of(notificationService, authService), dependencies.findings());
    }

    private static Mono<ServiceView> asked(
            String name, @Nullable URI url, String token, List<String> meters, String unknown) {
        return url == null
                ? Mono.just(ServiceView.unknown(name, unknown))
                : new ServiceProbe(name, url, token, meters).look();
    }
}
