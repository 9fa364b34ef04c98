package dev.elch.dlq.cli;

import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The service's answers for people. */
final class Texts {

    private Texts() {}

    static Object deadLetters(JsonNode page) {
        Table table = new Table("ID", "STATE", "FAILED", "KIND", "CODE", "MESSAGE", "TO");
        page.path("deadLetters")
                .forEach(deadLetter -> table.row(
                        text(deadLetter, "id"),
                        text(deadLetter, "state"),
                        text(deadLetter, "failedAt"),
                        text(deadLetter.path("error"), "kind"),
                        text(deadLetter.path("error"), "code"),
                        text(deadLetter.path("error"), "message"),
                        text(deadLetter.path("payload"), "email")));
        String cursor = text(page, "nextCursor");
        return cursor.isEmpty() ? table : table + "more: --cursor " + cursor;
    }

    /** Everything as JSON, and below it, where people can read them, the attempts and the stack trace. */
    static String deadLetter(JsonNode deadLetter) {
        StringBuilder text = new StringBuilder(deadLetter.toPrettyString());
        if (!deadLetter.path("journal").isEmpty()) {
            text.append("%n%nAttempts%n".formatted()).append(attempts(deadLetter.path("journal")));
        }
        String trace = text(deadLetter.path("error"), "stackTrace");
        if (!trace.isEmpty()) {
            text.append("%n%nStack trace%n".formatted()).append(trace);
        }
        return text.toString();
    }

    private static String attempts(JsonNode journal) {
        Table table = new Table("AT", "ROUND", "ATTEMPT", "PROVIDER", "OUTCOME", "KIND", "CODE", "REASON", "MILLIS");
        journal.forEach(attempt -> table.row(
                text(attempt, "at"),
                text(attempt, "round"),
                text(attempt, "attempt"),
                text(attempt, "provider"),
                text(attempt, "outcome"),
                text(attempt, "kind"),
                text(attempt, "code"),
                text(attempt, "text"),
                text(attempt, "latencyMillis")));
        return table.toString().stripTrailing();
    }

    static Object groups(JsonNode groups) {
        Table table = new Table("GROUP", "OPEN", "TOTAL", "LAST", "KIND", "CODE", "MESSAGE");
        groups.path("groups")
                .forEach(group -> table.row(
                        text(group, "id"),
                        text(group, "open"),
                        text(group, "total"),
                        text(group, "lastFailedAt"),
                        text(group, "kind"),
                        text(group, "code"),
                        text(group, "message")));
        return table;
    }

    static Object jobs(JsonNode jobs) {
        Table table = new Table("JOB", "STATE", "SELECTED", "DELIVERED", "FAILED AGAIN", "SKIPPED", "OPEN", "BY");
        jobs.path("jobs")
                .forEach(job -> table.row(
                        text(job, "id"),
                        text(job, "state"),
                        text(job, "selected"),
                        text(job, "delivered"),
                        text(job, "failedAgain"),
                        text(job, "skipped"),
                        text(job, "open"),
                        text(job, "orderedBy")));
        return table;
    }

    static Object alerts(JsonNode alerts) {
        Table table = new Table("AT", "RULE", "TEXT", "TAKEN BY", "TRIES");
        alerts.path("alerts")
                .forEach(alert -> table.row(
                        text(alert, "at"),
                        text(alert, "rule"),
                        text(alert, "text"),
                        alert.path("takenBy").toString(),
                        text(alert, "tries")));
        return table;
    }

    static Object automatic(JsonNode automatic) {
        if (automatic.path("causes").isEmpty()) {
            return "automatic replay is off (elch.automatic.kinds is empty)";
        }
        Table table = new Table("CAUSE", "PHASE", "JOB", "FAILURES", "NOT BEFORE");
        automatic
                .path("causes")
                .forEach(cause -> table.row(
                        text(cause, "kind"),
                        text(cause, "phase"),
                        text(cause, "job"),
                        text(cause, "failures"),
                        text(cause, "notBefore")));
        return table;
    }

    static String job(JsonNode job) {
        String why = text(job, "why");
        return "job %s is %s%s%n%s selected = %s delivered + %s failed again + %s%s skipped%s + %s open"
                .formatted(
                        text(job, "id"),
                        text(job, "state"),
                        why.isEmpty() ? "" : " (" + why + ")",
                        text(job, "selected"),
                        text(job, "delivered"),
                        text(job, "failedAgain"),
                        job.path("handedOver").asLong(0) == 0
                                ? ""
                                : text(job, "handedOver") + " handed over to " + text(job, "topic") + " + ",
                        text(job, "skipped"),
                        reasons(job.path("skippedFor")),
                        text(job, "open"));
    }

    static String mail(JsonNode mail) {
        return "Subject: %s%nFrom: %s%nTo: %s%nContent-Language: %s%n%n%s"
                .formatted(
                        text(mail, "subject"),
                        text(mail, "from"),
                        text(mail, "to"),
                        text(mail, "language"),
                        text(mail, "text"));
    }

    static String edited(JsonNode edited) {
        JsonNode edits = edited.path("deadLetter").path("edits");
        JsonNode last = edits.path(edits.size() - 1);
        StringBuilder text = new StringBuilder("edit %s is %s".formatted(text(last, "number"), text(last, "state")));
        last.path("changes")
                .forEach(change -> text.append(
                        "%n%s: %s -> %s".formatted(text(change, "pointer"), change.path("from"), change.path("to"))));
        String job = text(edited, "job");
        return job.isEmpty() ? text.toString() : text + "%nreplay job %s".formatted(job);
    }

    static String preview(JsonNode preview) {
        String confirm = text(preview, "confirm");
        return "%s selected: %s would be sent%s%s"
                .formatted(
                        text(preview, "selected"),
                        text(preview, "sent"),
                        preview.path("skipped").isEmpty() ? "" : ", skipped" + reasons(preview.path("skipped")),
                        confirm.isEmpty() ? "" : "%nto replay them: --confirm \"%s\"".formatted(confirm));
    }

    /** Such as {@code 1 cause} or {@code 2 causes}. */
    static String count(JsonNode number, String noun) {
        return number.asLong() + " " + noun + (number.asLong() == 1 ? "" : "s");
    }

    static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }

    private static String reasons(JsonNode counts) {
        return counts.isEmpty()
                ? ""
                : counts.propertyStream()
                        .map(count -> count.getValue().asString() + " " + count.getKey())
                        .collect(Collectors.joining(", ", " (", ")"));
    }
}
