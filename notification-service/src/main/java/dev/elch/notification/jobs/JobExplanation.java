package dev.elch.notification.jobs;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells what became of a job in sentences. Pure. */
final class JobExplanation {

    /** Outcomes that a provider reports after it took a mail: no attempts of ours. */
    private static final Set<String> REPORTS =
            Set.of("processed", "deferred", "delivered", "bounced", "blocked", "dropped_by_provider", "complaint");

    private final JobView job;
    private final ExplanationLanguage language;
    private final ZoneId zone;

    private JobExplanation(JobView job, ExplanationLanguage language, ZoneId zone) {
        this.job = job;
        this.language = language;
        this.zone = zone;
    }

    static ExplanationView tell(JobView job, ExplanationLanguage language, ZoneId zone) {
        List<String> lines = new JobExplanation(job, language, zone).lines();
        return new ExplanationView(job.jobId(), job.status(), language.tag(), lines);
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(beginning());
        int round = 0;
        for (JobView.Attempt attempt : job.journal()) {
            if (attempt.round() > round) {
                round = attempt.round();
                lines.add(language.text("round", Map.of("round", Integer.toString(round))));
            }
            lines.add(told(attempt));
        }
        lines.add(ending());
        return lines;
    }

    private String beginning() {
        String when = language.moment(job.createdAt(), zone);
        String submitter = job.submitter();
        return submitter == null || submitter.isEmpty()
                ? language.text("created.topic", Map.of("when", when))
                : language.text("created.job", Map.of("when", when, "submitter", submitter));
    }

    private String told(JobView.Attempt attempt) {
        String key = attempt.provider().isEmpty() ? "attempt.none" : "attempt";
        return language.text(
                REPORTS.contains(attempt.outcome()) ? "report" : key,
                Map.of(
                        "when", language.moment(attempt.at(), zone),
                        "attempt", Integer.toString(attempt.attempt()),
                        "provider", attempt.provider(),
                        "outcome", String.join(" ", sentences(attempt))));
    }

    private List<String> sentences(JobView.Attempt attempt) {
        List<String> sentences = new ArrayList<>();
        String outcome = "outcome." + attempt.outcome();
        sentences.add(language.has(outcome) ? language.text(outcome, Map.of()) : attempt.outcome() + ".");
        if (!attempt.kind().equals(attempt.outcome())) {
            String reason = language.has("reason." + attempt.kind()) ? "reason." + attempt.kind() : "reason.other";
            sentences.add(language.text(reason, Map.of("kind", attempt.kind())));
        }
        if (!attempt.code().isEmpty()) {
            sentences.add(language.text("code", Map.of("code", attempt.code())));
        }
        return sentences;
    }

    private String ending() {
        JobView.NextAttempt next = job.nextAttempt();
        String due = next == null ? "-" : language.moment(next.dueAt(), zone);
        return language.text("now." + job.status().word(), Map.of("due", due));
    }
}
