package dev.elch.dlq.alert;

import dev.elch.access.Caller;
import dev.elch.dlq.deadletter.MongoDeadLetters;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Shows the alerts. */
@RestController
@RequestMapping("/api/admin/dlq/alerts")
class AlertController {

    private static final int MOST = 100;

    private final MongoAlerts alerts;
    private final MongoDeadLetters deadLetters;
    private final FiringAlerts firing;
    private final TroubleWatch troubles;
    private final TestAlert test;
    private final AlertProperties properties;
    private final Clock clock;

    AlertController(
            MongoAlerts alerts,
            MongoDeadLetters deadLetters,
            FiringAlerts firing,
            TroubleWatch troubles,
            TestAlert test,
            AlertProperties properties,
            Clock clock) {
        this.alerts = alerts;
        this.deadLetters = deadLetters;
        this.firing = firing;
        this.troubles = troubles;
        this.test = test;
        this.properties = properties;
        this.clock = clock;
    }

    /** At most {@value #MOST} alerts that were raised, newest first; the rules, what they say now, and who is told. */
    @GetMapping
    Mono<AlertsView> list() {
        Mono<List<FiringView>> now = deadLetters
                .oldestOpen()
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(oldest -> firing.at(clock.instant(), oldest))
                .map(alerts -> Stream.concat(troubles.firing().stream(), alerts.stream())
                        .map(FiringView::of)
                        .toList());
        Mono<List<AlertView>> raised = alerts.newest(MOST).map(AlertView::of).collectList();
        return Mono.zip(raised, now)
                .map(both ->
                        new AlertsView(both.getT1(), both.getT2(), AlertRuleView.of(properties), test.receivers()));
    }

    /** Offers a test alert to every receiver, and says which took it. */
    @PostMapping("/test")
    Mono<TestView> test(@AuthenticationPrincipal Caller caller) {
        return test.offer(caller.name()).map(TestView::new);
    }

    /**
     * All about alerts.
     *
     * @param alerts those that were raised, newest first
     * @param firing those whose condition is true now
     * @param receivers who is told; none: no alert is raised
     */
    record AlertsView(
            List<AlertView> alerts, List<FiringView> firing, List<AlertRuleView> rules, List<String> receivers) {}

    /** A condition that is true now. */
    record FiringView(String rule, String group, String text) {

        static FiringView of(Alert alert) {
            return new FiringView(alert.rule(), alert.group(), alert.text());
        }
    }

    /** What the receivers did. */
    record TestView(List<TestAlert.Result> results) {}

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
