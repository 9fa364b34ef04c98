package dev.elch.dlq.alert;

import dev.elch.dlq.deadletter.DeadLetter;
import dev.elch.dlq.group.DeadLetterGroup;
import dev.elch.dlq.group.MongoGroups;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The alerts whose condition is true, whether or not there is a receiver. */
final class FiringAlerts {

    private final MongoGroups groups;
    private final AlertProperties properties;
    private final AlertRules rules;

    FiringAlerts(MongoGroups groups, AlertProperties properties) {
        this.groups = groups;
        this.properties = properties;
        this.rules = new AlertRules(properties);
    }

    /** @param oldest the oldest open dead letter; empty: there is none */
    Mono<List<Alert>> at(Instant now, Optional<DeadLetter> oldest) {
        return worthALook(now)
                .distinct(DeadLetterGroup::fingerprint)
                .collectList()
                .map(worth -> rules.alerts(worth, oldest, now));
    }

    /** The groups that a rule may match, read through indexes. */
    private Flux<DeadLetterGroup> worthALook(Instant now) {
        Flux<DeadLetterGroup> fresh = properties.newCause() ? groups.newSince(now.minus(AlertRules.NEW)) : Flux.empty();
        Flux<DeadLetterGroup> busy = properties.deadLettersPerHour() > 0
                ? groups.busyInHourOf(now, properties.deadLettersPerHour())
                : Flux.empty();
        return fresh.concatWith(busy);
    }
}
