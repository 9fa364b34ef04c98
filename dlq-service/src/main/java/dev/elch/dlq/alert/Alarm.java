package dev.elch.dlq.alert;

import dev.elch.dlq.deadletter.Letter;
import dev.elch.dlq.deadletter.LetterGroup;
import dev.elch.dlq.deadletter.MongoGroups;
import dev.elch.dlq.deadletter.MongoLetters;
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
import reactor.core.publisher.Flux;

/**
 * Looks what is worth an alert, writes it down, and offers it to every receiver until that one has taken it. It reads the
 * database and nothing else: whatever a receiver does, no letter is stored later for it.
 */
final class Alarm {

    private static final Logger log = LoggerFactory.getLogger(Alarm.class);
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(30);
    private static final Duration REMEMBERED = Duration.ofDays(3);

    private final MongoGroups groups;
    private final MongoLetters letters;
    private final MongoAlerts alerts;
    private final List<Receiver> receivers;
    private final AlertProperties properties;
    private final DlqMeters meters;
    private final Clock clock;
    private final Rules rules;

    Alarm(
            MongoGroups groups,
            MongoLetters letters,
            MongoAlerts alerts,
            List<Receiver> receivers,
            AlertProperties properties,
            DlqMeters meters,
            Clock clock) {
        this.groups = groups;
        this.letters = letters;
        this.alerts = alerts;
        this.receivers = List.copyOf(receivers);
        this.properties = properties;
        this.meters = meters;
        this.clock = clock;
        this.rules = new Rules(properties);
    }

    /** Looks once; what could not be sent is tried again by a later look. */
    void look() {
        Instant now = clock.instant();
        Optional<Letter> oldest = letters.oldestOpen().blockOptional(LIMIT);
        meters.open(groups.open().blockOptional(LIMIT).orElseThrow());
        meters.oldestOpen(
                oldest.map(letter -> Duration.between(letter.failedAt(), now)).orElse(Duration.ZERO));
        if (receivers.isEmpty()) {
            return;
        }
        alerts.add(rules.alerts(worthALook(now), oldest, now)).block(LIMIT);
        List<KnownAlert> due =
                alerts.due(now).collectList().blockOptional(LIMIT).orElseThrow();
        due.forEach(known -> offer(known, now));
        alerts.forget(now.minus(REMEMBERED)).block(LIMIT);
    }

    /** Groups that some rule may be about, however many other groups there are. */
    private List<LetterGroup> worthALook(Instant now) {
        Flux<LetterGroup> fresh = properties.newCause() ? groups.newSince(now.minus(Rules.NEW)) : Flux.empty();
        Flux<LetterGroup> busy =
                properties.lettersPerHour() > 0 ? groups.busyInHourOf(now, properties.lettersPerHour()) : Flux.empty();
        return fresh.concatWith(busy)
                .distinct(LetterGroup::fingerprint)
                .collectList()
                .blockOptional(LIMIT)
                .orElseThrow();
    }

    private void offer(KnownAlert known, Instant now) {
        if (!alerts.claim(known, now.plus(waitAfter(known.tries())))
                .blockOptional(LIMIT)
                .orElse(false)) {
            return;
        }
        Set<String> taken = new TreeSet<>(known.taken());
        for (Receiver receiver : receivers) {
            if (!taken.contains(receiver.name()) && isTaken(receiver, known.alert())) {
                alerts.taken(known.alert().id(), receiver.name()).block(LIMIT);
                taken.add(receiver.name());
            }
        }
        boolean isTooLate = now.isAfter(known.alert().at().plus(properties.giveUpAfter()));
        boolean isTakenByAll = receivers.stream().allMatch(receiver -> taken.contains(receiver.name()));
        if (isTakenByAll || isTooLate) {
            alerts.done(known.alert().id()).block(LIMIT);
        }
    }

    private boolean isTaken(Receiver receiver, Alert alert) {
        try {
            receiver.take(alert);
            meters.alert(receiver.name(), true);
            log.info("Alert {} was taken by {}", alert.id(), receiver.name());
            return true;
        } catch (Receiver.NotTakenException e) {
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
