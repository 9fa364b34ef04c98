package dev.elch.dlq.alert;

import dev.elch.dlq.deadletter.DeadLetter;
import dev.elch.dlq.group.DeadLetterGroup;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides which alerts to raise. Pure. */
final class AlertRules {

    /** A cause that is older than this is not new. */
    static final Duration NEW = Duration.ofHours(24);

    private final AlertProperties properties;

    AlertRules(AlertProperties properties) {
        this.properties = properties;
    }

    /**
     * The alerts to raise now; the same condition has the same id for as long as its window lasts.
     *
     * @param oldest the oldest open dead letter; empty: there is none
     */
    List<Alert> alerts(List<DeadLetterGroup> groups, Optional<DeadLetter> oldest, Instant now) {
        List<Alert> alerts = new ArrayList<>();
        groups.forEach(group -> {
            if (properties.newCause() && group.firstFailedAt().isAfter(now.minus(NEW))) {
                alerts.add(alert("new_cause", "once", group.fingerprint(), "A new cause: " + named(group), now));
            }
            long thisHour = group.arrivedByHour().get(group.arrivedByHour().size() - 1);
            if (properties.deadLettersPerHour() > 0 && thisHour > properties.deadLettersPerHour()) {
                String text = "More than %d dead letters this hour: %s"
                        .formatted(properties.deadLettersPerHour(), named(group));
                alerts.add(alert("rate", window(now, ChronoUnit.HOURS), group.fingerprint(), text, now));
            }
        });
        oldest.filter(deadLetter -> isOld(deadLetter, now)).ifPresent(deadLetter -> {
            String text = "A dead letter has waited since %s: %s %s"
                    .formatted(
                            deadLetter.failedAt(),
                            deadLetter.cause().kind(),
                            deadLetter.cause().code());
            alerts.add(alert("oldest_open", window(now, ChronoUnit.DAYS), deadLetter.fingerprint(), text.strip(), now));
        });
        return alerts;
    }

    private boolean isOld(DeadLetter deadLetter, Instant now) {
        return !properties.oldestOpen().isZero() && deadLetter.failedAt().isBefore(now.minus(properties.oldestOpen()));
    }

    private Alert alert(String rule, String window, String group, String text, Instant now) {
        String root = properties.consoleUrl().toString().replaceAll("/+$", "");
        return new Alert(
                rule + "~" + group + "~" + window,
                rule,
                group,
                text,
                URI.create(root + "/#/dead-letters?group=" + group),
                now);
    }

    private static String window(Instant now, ChronoUnit unit) {
        return now.truncatedTo(unit).toString();
    }

    /** The group's message is without addresses, quoted parts and numbers already. */
    private static String named(DeadLetterGroup group) {
        return "%s %s %s"
                .formatted(group.kind(), group.code(), group.message())
                .replaceAll("\\s+", " ")
                .strip();
    }
}
