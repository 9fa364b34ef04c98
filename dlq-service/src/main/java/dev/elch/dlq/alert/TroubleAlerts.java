package dev.elch.dlq.alert;

import dev.elch.dlq.system.Finding;
import dev.elch.dlq.system.Severity;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides which findings about the running system are worth an alert: those that last. One that comes back begins anew. For use
 * by one thread at a time.
 */
final class TroubleAlerts {

    static final String RULE = "trouble";

    private final AlertProperties properties;
    private final Map<String, Instant> since = new HashMap<>();

    TroubleAlerts(AlertProperties properties) {
        this.properties = properties;
    }

    /** The alerts to raise, given what is wrong now; trouble that goes on has another id every hour. */
    List<Alert> alerts(List<Finding> findings, Instant now) {
        List<Finding> troubles =
                findings.stream().filter(TroubleAlerts::isTrouble).toList();
        Set<String> present = troubles.stream().map(Finding::trouble).collect(Collectors.toSet());
        since.keySet().retainAll(present);
        present.forEach(trouble -> since.putIfAbsent(trouble, now));
        return troubles.stream()
                .filter(trouble -> !since.getOrDefault(trouble.trouble(), now)
                        .plus(properties.troubleAfter())
                        .isAfter(now))
                .map(trouble -> alert(trouble, now))
                .toList();
    }

    /** Whether a person should be told at all. */
    static boolean isTrouble(Finding finding) {
        return finding.severity() != Severity.NOTE;
    }

    /** One line about it. */
    static String text(Finding finding) {
        return finding.about() + ": " + finding.what() + " " + finding.advice();
    }

    private Alert alert(Finding finding, Instant now) {
        String root = properties.consoleUrl().toString().replaceAll("/+$", "");
        return new Alert(
                RULE + "~" + finding.trouble() + "~" + now.truncatedTo(ChronoUnit.HOURS),
                RULE,
                "",
                text(finding),
                URI.create(root + "/#/system"),
                now);
    }
}
