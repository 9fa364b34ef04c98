package dev.elch.dlq.alert;

import dev.elch.dlq.MongoAnswers;
import dev.elch.dlq.system.RunningSystem;
import java.time.Clock;
import java.util.List;

/** Raises alerts about trouble of the running system; {@link Alerting} offers them to the receivers. */
final class TroubleWatch {

    private final MongoAnswers answers = MongoAnswers.inTime();
    private final RunningSystem system;
    private final TroubleAlerts troubles;
    private final MongoAlerts alerts;
    private final Clock clock;

    TroubleWatch(RunningSystem system, TroubleAlerts troubles, MongoAlerts alerts, Clock clock) {
        this.system = system;
        this.troubles = troubles;
        this.alerts = alerts;
        this.clock = clock;
    }

    /** Looks once. */
    void look() {
        List<Alert> worth = system.findings()
                .map(findings -> troubles.alerts(findings, clock.instant()))
                .as(answers::find)
                .orElseGet(List::of);
        alerts.add(worth).as(answers::await);
    }
}
