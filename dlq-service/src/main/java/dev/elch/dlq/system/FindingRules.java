package dev.elch.dlq.system;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Says what is wrong, from what the services say about themselves. Pure. */
final class FindingRules {

    static final String AUTH = "auth-service";
    static final String NOTIFICATION = "notification-service";
    static final String DLQ = "dlq-service";
    static final String LAG = "kafka_consumer_fetch_manager_records_lag_max";

    private static final String NOTHING_LOST = " Nothing is lost meanwhile.";

    private static final List<MeterRule> RULES = List.of(
            new MeterRule(
                    NOTIFICATION,
                    "elch_provider_paused",
                    0,
                    "provider_paused",
                    Severity.CRITICAL,
                    reading -> "No mail goes out: the mail provider cannot work.",
                    "Look for its refusals in the log of notification-service: credentials, quota, sender, or its own outage."
                            + NOTHING_LOST),
            new MeterRule(
                    NOTIFICATION,
                    "elch_provider_breaker",
                    0.9,
                    "provider_breaker",
                    Severity.WARNING,
                    reading ->
                            "The provider %s is left alone, because its calls fail.".formatted(reading.tag("provider")),
                    "Look at its status page, and for its answers in the log of notification-service."),
            new MeterRule(
                    NOTIFICATION,
                    "elch_intake_held",
                    0,
                    "partition_held",
                    Severity.CRITICAL,
                    reading -> "The committed offset of %.0f partitions does not move.".formatted(reading.value()),
                    "Its readiness names the partitions and what their oldest record waits for."),
            new MeterRule(
                    NOTIFICATION,
                    "elch_registry_trouble",
                    0,
                    "registry_trouble",
                    Severity.CRITICAL,
                    reading -> "Records wait for the schema registry.",
                    "Bring the registry back, or mend its address or login in the settings of notification-service."
                            + NOTHING_LOST),
            new MeterRule(
                    NOTIFICATION,
                    "elch_retry_overdue",
                    60,
                    "retries_overdue",
                    Severity.WARNING,
                    reading -> "The retry that is due longest has waited for %.0f s beyond its time."
                            .formatted(reading.value()),
                    "Add instances, or look why the provider is slow."),
            new MeterRule(
                    NOTIFICATION,
                    "elch_dead_letters_parked",
                    0,
                    "dead_letters_parked",
                    Severity.WARNING,
                    reading -> "%.0f dead letters wait in the database, because their topic does not take them (%s)."
                            .formatted(reading.value(), reading.tag("reason")),
                    "Let notification-service write to the topic of dead letters; they are published then."),
            new MeterRule(
                    AUTH,
                    "elch_auth_outbox_oldest",
                    60,
                    "outbox_old",
                    Severity.CRITICAL,
                    reading -> "The oldest sign-in in the outbox has waited for %.0f s.".formatted(reading.value()),
                    "Look why auth-service does not reach the broker or the registry." + NOTHING_LOST),
            new MeterRule(
                    AUTH,
                    "elch_auth_unsaved",
                    0,
                    "sign_ins_unsaved",
                    Severity.WARNING,
                    reading -> "%.0f sign-ins are in memory only, because the database does not answer."
                            .formatted(reading.value()),
                    "Bring the database back before auth-service is restarted."),
            new MeterRule(
                    AUTH,
                    "elch_auth_lost",
                    0,
                    "sign_ins_lost",
                    Severity.CRITICAL,
                    reading ->
                            "%.0f sign-ins were lost since an instance started: neither database nor broker took them."
                                    .formatted(reading.value()),
                    "Its log names them. Their users get no mail.",
                    Telling.ONCE),
            new MeterRule(
                    DLQ,
                    "elch_dlq_oldest_open",
                    Duration.ofDays(1).toSeconds(),
                    "dead_letter_open_long",
                    Severity.WARNING,
                    reading ->
                            "The oldest open dead letter has waited for %.0f hours.".formatted(reading.value() / 3_600),
                    "Replay or discard it before retention removes it.",
                    Telling.NEVER),
            new MeterRule(
                    DLQ,
                    LAG,
                    1_000,
                    "dead_letters_not_read",
                    Severity.WARNING,
                    reading -> "It is %.0f records behind, so the newest dead letters are not shown."
                            .formatted(reading.value()),
                    "Look into its log for the database or the broker."));

    private FindingRules() {}

    static List<Finding> findings(List<ServiceView> services) {
        return services.stream().flatMap(FindingRules::about).toList();
    }

    private static Stream<Finding> about(ServiceView view) {
        List<Finding> findings = new ArrayList<>();
        state(view).ifPresent(findings::add);
        RULES.forEach(rule -> rule.finding(view).ifPresent(findings::add));
        return findings.stream();
    }

    private static Optional<Finding> state(ServiceView view) {
        return switch (view.state()) {
            case "up" -> meters(view);
            case "silent" ->
                Optional.of(finding(view, "service_silent", "Start it, or mend its address in the settings."));
            case "down" -> Optional.of(finding(view, "service_down", "Its log says what it waits for."));
            default ->
                Optional.of(new Finding(
                        "service_unknown",
                        Severity.NOTE,
                        view.name(),
                        "It was not asked.",
                        String.valueOf(view.detail())));
        };
    }

    private static Optional<Finding> meters(ServiceView view) {
        if (!view.metersAsked()) {
            return Optional.of(new Finding(
                    "meters_not_asked",
                    Severity.NOTE,
                    view.name(),
                    "Its meters are not read.",
                    "Set elch.system.auth-token or elch.notification.token to an API token of that service."));
        }
        return Optional.ofNullable(view.detail())
                .map(detail -> new Finding(
                        "meters_unread",
                        Severity.WARNING,
                        view.name(),
                        detail,
                        "Set a token of the role viewer that this service knows."));
    }

    private static Finding finding(ServiceView view, String id, String advice) {
        return new Finding(id, Severity.CRITICAL, view.name(), String.valueOf(view.detail()), advice);
    }
}
