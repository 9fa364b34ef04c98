package dev.elch.dlq.alert;

import dev.elch.dlq.MongoAnswers;
import dev.elch.dlq.system.RunningSystem;
import java.time.Clock;
import java.util.List;

/** Looks at the running system, and raises alerts about its trouble; {@link Alerting} offers them to the receivers. */
final class TroubleWatch {

    private final MongoAnswers answers = MongoAnswers.inTime();
    private final RunningSystem system;
    private final TroubleAlerts troubles;
    private final MongoAlerts alerts;
    private final boolean hasReceivers;
    private final Clock clock;
    private volatile List<Alert> firing = List.of();

    /** @param hasReceivers whether alerts are to be raised: for none, they are only shown */
    TroubleWatch(RunningSystem system, TroubleAlerts troubles, MongoAlerts alerts, boolean hasReceivers, Clock clock) {
        this.system = system;
        this.troubles = troubles;
        this.alerts = alerts;
        this.hasReceivers = hasReceivers;
        this.clock = clock;
    }

    /** Looks once. */
    void look() {
        firing = system.findings()
                .map(findings -> troubles.alerts(findings, clock.instant()))
                .as(answers::find)
                .orElseGet(List::of);
        if (hasReceivers) {
            alerts.add(firing).as(answers::await);
        }
    }

    /** What the last look found. */
    List<Alert> firing() {
        return firing;
    }
}
