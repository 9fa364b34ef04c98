package dev.elch.dlq.system;

import dev.elch.dlq.access.ConsoleProperties;
import dev.elch.dlq.mail.NotificationProperties;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Shows how the three services are, as far as this one can ask them. */
@RestController
class SystemController {

    private static final String LAG = "kafka_consumer_fetch_manager_records_lag_max";

    /** What an operator looks at first in this service: beginnings of the names of meters. */
    private static final List<String> OWN = List.of("elch_dlq_open", "elch_dlq_oldest_open", LAG);

    /** The same in notification-service: beginnings of the names of meters. */
    private static final List<String> OF_NOTIFICATION = List.of(
            "elch_provider_paused",
            "elch_retry_parked",
            "elch_retry_overdue",
            "elch_dead_letters_parked",
            "elch_intake_held",
            "elch_registry_trouble",
            "elch_quota_decisions",
            "elch_digest_attempts",
            LAG);

    private final ConsoleProperties console;
    private final NotificationProperties notification;
    private final PrometheusMeterRegistry meters;

    SystemController(ConsoleProperties console, NotificationProperties notification, PrometheusMeterRegistry meters) {
        this.console = console;
        this.notification = notification;
        this.meters = meters;
    }

    @GetMapping("/api/admin/dlq/system")
    Mono<SystemView> system() {
        return Flux.concat(Mono.fromCallable(this::own), notificationService(), authService())
                .collectList()
                .map(SystemView::new);
    }

    private ServiceView own() {
        return new ServiceView("dlq-service", "up", null, Reading.of(meters.scrape(), OWN));
    }

    private Mono<ServiceView> notificationService() {
        URI url = notification.url();
        return url == null
                ? Mono.just(
                        ServiceView.unknown(
                                "notification-service",
                                "This service does not know where it is: set elch.notification.url and elch.notification.token."))
                : new ServiceProbe("notification-service", url).look(notification.token(), OF_NOTIFICATION);
    }

    private Mono<ServiceView> authService() {
        URI url = console.signIn();
        return url == null
                ? Mono.just(ServiceView.unknown(
                        "auth-service", "This service does not know where it is: set elch.console.sign-in."))
                : new ServiceProbe("auth-service", url).look(null, List.of());
    }

    /** All of them. */
    record SystemView(List<ServiceView> services) {}
}
