package dev.elch.dlq.alert;

import dev.elch.dlq.deadletter.Letter;
import dev.elch.dlq.deadletter.LetterGroup;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides what is worth an alert. Pure. */
final class Rules {

    /** A cause that is older than this is not new, however long nobody has looked. */
    static final Duration NEW = Duration.ofHours(24);

    private final AlertProperties properties;

    Rules(AlertProperties properties) {
        this.properties = properties;
    }

    /**
     * What is worth an alert now; the same things have the same ids as long as their window lasts.
     *
     * @param oldest the oldest open letter; empty: there is none, or nobody wants to know
     */
    List<Alert> alerts(List<LetterGroup> groups, Optional<Letter> oldest, Instant now) {
        List<Alert> alerts = new ArrayList<>();
        groups.forEach(group -> {
            if (properties.newCause() && group.firstFailedAt().isAfter(now.minus(NEW))) {
                alerts.add(alert("new_cause", "once", group.fingerprint(), "A new cause: " + named(group), now));
            }
            long thisHour = group.arrivedByHour().get(group.arrivedByHour().size() - 1);
            if (properties.lettersPerHour() > 0 && thisHour > properties.lettersPerHour()) {
                String text = "More than %d letters this hour: %s".formatted(properties.lettersPerHour(), named(group));
                alerts.add(alert("rate", window(now, ChronoUnit.HOURS), group.fingerprint(), text, now));
            }
        });
        oldest.filter(letter -> isOld(letter, now)).ifPresent(letter -> {
            String text = "A letter has waited since %s: %s %s"
                    .formatted(
                            letter.failedAt(),
                            letter.cause().kind(),
                            letter.cause().code());
            alerts.add(alert("oldest_open", window(now, ChronoUnit.DAYS), letter.fingerprint(), text.strip(), now));
        });
        return alerts;
    }

    private boolean isOld(Letter letter, Instant now) {
        return !properties.oldestOpen().isZero() && letter.failedAt().isBefore(now.minus(properties.oldestOpen()));
    }

    private Alert alert(String rule, String window, String group, String text, Instant now) {
        String root = properties.consoleUrl().toString().replaceAll("/+$", "");
        return new Alert(
                rule + "~" + group + "~" + window,
                rule,
                group,
                text,
                URI.create(root + "/#/letters?group=" + group),
                now);
    }

    private static String window(Instant now, ChronoUnit unit) {
        return now.truncatedTo(unit).toString();
    }

    /** The group's message is without addresses, quoted parts and numbers already. */
    private static String named(LetterGroup group) {
        return "%s %s %s"
                .formatted(group.kind(), group.code(), group.message())
                .replaceAll("\\s+", " ")
                .strip();
    }
}
