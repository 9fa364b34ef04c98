package dev.elch.dlq.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindingRulesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            notification-service | elch_provider_paused             | 1      | 0      | CRITICAL | provider_paused
            notification-service | elch_provider_breaker            | 1      | 0.5    | WARNING  | provider_breaker
            notification-service | elch_intake_held_partitions      | 2      | 0      | CRITICAL | partition_held
            notification-service | elch_registry_trouble            | 1      | 0      | CRITICAL | registry_trouble
            notification-service | elch_retry_overdue_seconds       | 61     | 60     | WARNING  | retries_overdue
            notification-service | elch_dead_letters_parked_records | 1      | 0      | WARNING  | dead_letters_parked
            auth-service         | elch_auth_outbox_oldest_seconds  | 61     | 60     | CRITICAL | outbox_old
            auth-service         | elch_auth_unsaved_events         | 1      | 0      | WARNING  | sign_ins_unsaved
            auth-service         | elch_auth_lost_events_total      | 1      | 0      | CRITICAL | sign_ins_lost
            dlq-service          | elch_dlq_oldest_open_seconds     | 86401  | 86400  | WARNING  | dead_letter_open_long
            dlq-service          | kafka_consumer_fetch_manager_records_lag_max | 1001 | 1000 | WARNING | dead_letters_not_read
            """)
    void a_meter_beyond_its_limit_is_a_finding(
            String service, String meter, double beyond, double inOrder, Severity severity, String id) {
        assertThat(findings(service, meter, inOrder)).isEmpty();
        assertThat(findings(service, meter, beyond)).singleElement().satisfies(finding -> {
            assertThat(finding.id()).isEqualTo(id);
            assertThat(finding.severity()).isEqualTo(severity);
            assertThat(finding.about()).isEqualTo(service);
            assertThat(finding.what()).endsWith(".");
            assertThat(finding.advice()).endsWith(".");
        });
    }

    @Test
    void ten_thousand_retries_that_wait_for_their_time_are_in_order() {
        assertThat(findings("notification-service", "elch_retry_parked_records", 10_000))
                .isEmpty();
    }

    @Test
    void the_meter_of_another_service_is_not_read() {
        assertThat(findings("auth-service", "elch_provider_paused", 1)).isEmpty();
    }

    @Test
    void a_finding_names_the_worst_of_several_readings() {
        ServiceView view = view(
                "up",
                null,
                List.of(
                        new Reading("elch_dead_letters_parked_records", Map.of("reason", "too_large"), 1),
                        new Reading("elch_dead_letters_parked_records", Map.of("reason", "not_authorized"), 7)));

        assertThat(FindingRules.findings(List.of(view)))
                .singleElement()
                .extracting(Finding::what)
                .isEqualTo("7 dead letters wait in the database, because their topic does not take them"
                        + " (not_authorized).");
    }

    @Test
    void a_service_that_does_not_answer_or_is_down_is_critical_and_one_that_is_not_known_is_a_note() {
        assertThat(FindingRules.findings(List.of(view("silent", "It does not answer at http://x.", List.of()))))
                .extracting(Finding::severity, Finding::id, Finding::what)
                .containsExactly(tuple(Severity.CRITICAL, "service_silent", "It does not answer at http://x."));
        assertThat(FindingRules.findings(List.of(view("down", "It answers 503: look into its log.", List.of()))))
                .extracting(Finding::id)
                .containsExactly("service_down");
        assertThat(FindingRules.findings(List.of(ServiceView.unknown("auth-service", "Set x."))))
                .extracting(Finding::severity, Finding::advice)
                .containsExactly(tuple(Severity.NOTE, "Set x."));
    }

    @Test
    void meters_that_cannot_be_read_are_a_warning() {
        assertThat(FindingRules.findings(List.of(view("up", "Its meters cannot be read: it answers 401.", List.of()))))
                .extracting(Finding::severity, Finding::id)
                .containsExactly(tuple(Severity.WARNING, "meters_unread"));
    }

    @Test
    void meters_that_there_is_no_token_for_are_a_note() {
        assertThat(FindingRules.findings(List.of(new ServiceView("auth-service", "up", null, List.of(), false))))
                .extracting(Finding::severity, Finding::id, Finding::telling)
                .containsExactly(tuple(Severity.NOTE, "meters_not_asked", Telling.NEVER));
    }

    private static List<Finding> findings(String service, String meter, double value) {
        return FindingRules.findings(
                List.of(new ServiceView(service, "up", null, List.of(new Reading(meter, Map.of(), value)), true)));
    }

    private static ServiceView view(String state, @Nullable String detail, List<Reading> readings) {
        return new ServiceView("notification-service", state, detail, readings, true);
    }
}
