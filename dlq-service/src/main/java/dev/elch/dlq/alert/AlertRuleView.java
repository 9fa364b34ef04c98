package dev.elch.dlq.alert;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule as it is configured.
 *
 * @param rule {@code new_cause}, {@code rate}, {@code oldest_open} or {@code trouble}
 * @param on whether it is switched on
 * @param above how much is too much: dead letters an hour, or an ISO 8601 duration; absent: the rule has no limit
 * @param setting the setting that decides it
 */
record AlertRuleView(String rule, boolean on, @Nullable String above, String setting) {

    static List<AlertRuleView> of(AlertProperties properties) {
        long perHour = properties.deadLettersPerHour();
        Duration oldest = properties.oldestOpen();
        return List.of(
                new AlertRuleView("new_cause", properties.newCause(), null, "elch.alerts.new-cause"),
                new AlertRuleView("rate", perHour > 0, Long.toString(perHour), "elch.alerts.dead-letters-per-hour"),
                new AlertRuleView("oldest_open", !oldest.isZero(), oldest.toString(), "elch.alerts.oldest-open"),
                new AlertRuleView(
                        TroubleAlerts.RULE,
                        !properties.troubleAfter().isZero(),
                        properties.troubleAfter().toString(),
                        "elch.alerts.trouble-after"));
    }
}
