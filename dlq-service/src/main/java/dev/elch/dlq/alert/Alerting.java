package dev.elch.dlq.alert;

import dev.elch.dlq.MongoAnswers;
import dev.elch.dlq.deadletter.DeadLetter;
import dev.elch.dlq.deadletter.MongoDeadLetters;
import dev.elch.dlq.group.MongoGroups;
import dev.elch.dlq.meter.DlqMeters;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the alerts to raise, stores them, and offers each to every receiver until that receiver has accepted it. It reads only
 * the database: a slow receiver never delays storing a dead letter.
 */
final class Alerting {

    private static final Logger log = LoggerFactory.getLogger(Alerting.class);
    private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(30);
    private static final Duration REMEMBERED = Duration.ofDays(3);

    private final MongoAnswers answers = MongoAnswers.inTime();
    private final MongoGroups groups;
    private final MongoDeadLetters deadLetters;
    private final MongoAlerts alerts;
    private final List<AlertReceiver> receivers;
    private final AlertProperties properties;
    private final DlqMeters meters;
    private final Clock clock;
    private final FiringAlerts firing;

    Alerting(
            MongoGroups groups,
            MongoDeadLetters deadLetters,
            MongoAlerts alerts,
            List<AlertReceiver> receivers,
            AlertProperties properties,
            DlqMeters meters,
            Clock clock) {
        this.groups = groups;
        this.deadLetters = deadLetters;
        this.alerts = alerts;
        this.receivers = List.copyOf(receivers);
        this.properties = properties;
        this.meters = meters;
        this.clock = clock;
        this.firing = new FiringAlerts(groups, properties);
    }

    /** Looks once; what could not be sent is tried again by a later look. */
    void look() {
        Instant now = clock.instant();
        Optional<DeadLetter> oldest = deadLetters.oldestOpen().as(answers::find);
        meters.open(groups.open().as(answers::find).orElseThrow());
        meters.oldestOpen(oldest.map(deadLetter -> Duration.between(deadLetter.failedAt(), now))
                .orElse(Duration.ZERO));
        if (receivers.isEmpty()) {
            return;
        }
        firing.at(now, oldest).flatMap(alerts::add).as(answers::await);
        List<StoredAlert> due = alerts.due(now).as(answers::findAll);
        due.forEach(known -> offer(known, now));
        alerts.forget(now.minus(REMEMBERED)).as(answers::await);
    }

    private void offer(StoredAlert known, Instant now) {
        if (!alerts.claim(known, now.plus(waitAfter(known.tries())))
                .as(answers::find)
                .orElse(false)) {
            return;
        }
        Set<String> taken = new TreeSet<>(known.taken());
        for (AlertReceiver receiver : receivers) {
            if (!taken.contains(receiver.name()) && isTaken(receiver, known.alert())) {
                alerts.taken(known.alert().id(), receiver.name()).as(answers::await);
                taken.add(receiver.name());
            }
        }
        boolean isTooLate = now.isAfter(known.alert().at().plus(properties.giveUpAfter()));
        boolean isTakenByAll = receivers.stream().allMatch(receiver -> taken.contains(receiver.name()));
        if (isTakenByAll || isTooLate) {
            alerts.done(known.alert().id()).as(answers::await);
        }
    }

    private boolean isTaken(AlertReceiver receiver, Alert alert) {
        try {
            receiver.take(alert);
            meters.alert(receiver.name(), true);
            log.info("Alert {} was taken by {}", alert.id(), receiver.name());
            return true;
        } catch (AlertReceiver.NotTakenException e) {
            meters.alert(receiver.name(), false);
            log.warn(
                    "Alert {} was not taken by {} and is offered again: {}",
                    alert.id(),
                    receiver.name(),
                    e.getMessage());
            return false;
        }
    }

    private static Duration waitAfter(int tries) {
        Duration grown = FIRST_WAIT.multipliedBy(1L << Math.min(10, tries));
        return grown.compareTo(LONGEST_WAIT) < 0 ? grown : LONGEST_WAIT;
    }
}
