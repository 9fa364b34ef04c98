package dev.elch.dlq.alert;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Shows the alerts. */
@RestController
@RequestMapping("/api/admin/dlq/alerts")
class AlertController {

    private static final int MOST = 100;

    private final MongoAlerts alerts;

    AlertController(MongoAlerts alerts) {
        this.alerts = alerts;
    }

    /** At most {@value #MOST}, newest first. */
    @GetMapping
    Mono<AlertsView> list() {
        return alerts.newest(MOST).map(AlertView::of).collectList().map(AlertsView::new);
    }

    /** Newest first. */
    record AlertsView(List<AlertView> alerts) {}

    /**
     * One alert.
     *
     * @param takenBy receivers that have it
     * @param tries how often it was offered
     * @param waits whether it is offered again to those that do not have it
     */
    record AlertView(
            String id,
            String rule,
            String group,
            String text,
            URI link,
            Instant at,
            List<String> takenBy,
            int tries,
            boolean waits) {

        static AlertView of(StoredAlert known) {
            return new AlertView(
                    known.alert().id(),
                    known.alert().rule(),
                    known.alert().group(),
                    known.alert().text(),
                    known.alert().link(),
                    known.alert().at(),
                    known.taken().stream().sorted().toList(),
                    known.tries(),
                    known.nextTry().isBefore(Instant.MAX));
        }
    }
}
