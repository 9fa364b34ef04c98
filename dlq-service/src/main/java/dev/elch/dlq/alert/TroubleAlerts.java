package dev.elch.dlq.alert;

import dev.elch.dlq.system.Finding;
import dev.elch.dlq.system.Telling;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decides which findings about the running system are worth an alert: those that last. One that was away for as long begins anew.
 * For use by one thread at a time.
 */
final class TroubleAlerts {

    static final String RULE = "trouble";

    private final AlertProperties properties;
    private final Map<String, Span> seen = new HashMap<>();

    TroubleAlerts(AlertProperties properties) {
        this.properties = properties;
    }

    /** The alerts to raise, given what is wrong now; the same trouble has the same id for an hour, or for good. */
    List<Alert> alerts(List<Finding> findings, Instant now) {
        List<Finding> troubles = findings.stream()
                .filter(finding -> finding.telling() != Telling.NEVER)
                .toList();
        Set<String> present = troubles.stream().map(Finding::trouble).collect(Collectors.toSet());
        seen.replaceAll((trouble, span) -> present.contains(trouble) ? span : span.missing(now));
        seen.values().removeIf(span -> span.isMissingFor(properties.troubleAfter(), now));
        present.forEach(trouble -> seen.merge(trouble, new Span(now, null), (before, again) -> before.back()));
        return troubles.stream()
                .filter(trouble -> seen.getOrDefault(trouble.trouble(), new Span(now, null))
                        .isAtLeast(properties.troubleAfter(), now))
                .map(trouble -> alert(trouble, now))
                .toList();
    }

    private Alert alert(Finding finding, Instant now) {
        String root = properties.consoleUrl().toString().replaceAll("/+$", "");
        String window = finding.telling() == Telling.ONCE
                ? finding.what()
                : now.truncatedTo(ChronoUnit.HOURS).toString();
        return new Alert(
                RULE + "~" + finding.trouble() + "~" + window,
                RULE,
                "",
                finding.about() + ": " + finding.what() + " " + finding.advice(),
                URI.create(root + "/#/system"),
                now);
    }

    /**
     * Since when it is there.
     *
     * @param missingSince since when it has not been seen; null: it was, at the last look
     */
    private record Span(Instant first, @Nullable Instant missingSince) {

        Span missing(Instant now) {
            return missingSince == null ? new Span(first, now) : this;
        }

        Span back() {
            return new Span(first, null);
        }

        boolean isMissingFor(Duration time, Instant now) {
            return missingSince != null && !missingSince.plus(time).isAfter(now);
        }

        boolean isAtLeast(Duration time, Instant now) {
            return !first.plus(time).isAfter(now);
        }
    }
}
