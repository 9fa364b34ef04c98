package dev.elch.dlq.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.dlq.system.Finding;
import dev.elch.dlq.system.Severity;
import dev.elch.dlq.system.Telling;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class TroubleAlertsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Finding PAUSED = new Finding(
            "provider_paused", Severity.CRITICAL, "notification-service", "No mail goes out.", "Look at the provider.");

    private final TroubleAlerts alerts = new TroubleAlerts(properties());

    @Test
    void trouble_that_lasts_is_one_alert_an_hour() {
        assertThat(alerts.alerts(List.of(PAUSED), NOW)).isEmpty();
        assertThat(alerts.alerts(List.of(PAUSED), NOW.plusSeconds(119))).isEmpty();

        List<Alert> raised = alerts.alerts(List.of(PAUSED), NOW.plusSeconds(120));
        assertThat(raised).singleElement().satisfies(alert -> {
            assertThat(alert.id()).isEqualTo("trouble~provider_paused~notification-service~2026-03-01T10:00:00Z");
            assertThat(alert.text()).isEqualTo("notification-service: No mail goes out. Look at the provider.");
            assertThat(alert.link()).hasToString("https://console.example.org/#/system");
        });
        assertThat(alerts.alerts(List.of(PAUSED), NOW.plusSeconds(600)))
                .isEqualTo(List.of(new Alert(
                        raised.get(0).id(),
                        "trouble",
                        "",
                        raised.get(0).text(),
                        raised.get(0).link(),
                        NOW.plusSeconds(600))));
        assertThat(alerts.alerts(List.of(PAUSED), NOW.plus(Duration.ofHours(1))))
                .extracting(Alert::id)
                .containsExactly("trouble~provider_paused~notification-service~2026-03-01T11:00:00Z");
    }

    @Test
    void trouble_that_went_and_came_back_begins_anew() {
        alerts.alerts(List.of(PAUSED), NOW);
        alerts.alerts(List.of(), NOW.plusSeconds(60));
        alerts.alerts(List.of(), NOW.plusSeconds(180));

        assertThat(alerts.alerts(List.of(PAUSED), NOW.plusSeconds(210))).isEmpty();
        assertThat(alerts.alerts(List.of(PAUSED), NOW.plusSeconds(330))).hasSize(1);
    }

    @Test
    void trouble_that_only_some_of_the_instances_behind_an_address_have_lasts_too() {
        alerts.alerts(List.of(PAUSED), NOW);
        alerts.alerts(List.of(), NOW.plusSeconds(60));

        assertThat(alerts.alerts(List.of(PAUSED), NOW.plusSeconds(120))).hasSize(1);
    }

    @Test
    void what_stays_until_a_restart_alerts_again_only_when_there_is_more_of_it() {
        Finding one = lost("1 sign-ins were lost.");
        alerts.alerts(List.of(one), NOW);
        String first = alerts.alerts(List.of(one), NOW.plusSeconds(120)).get(0).id();

        assertThat(alerts.alerts(List.of(one), NOW.plusSeconds(240)).get(0).id())
                .isEqualTo(first);
        assertThat(alerts.alerts(List.of(lost("2 sign-ins were lost.")), NOW.plusSeconds(300))
                        .get(0)
                        .id())
                .isNotEqualTo(first);
    }

    private static Finding lost(String what) {
        return new Finding(
                "sign_ins_lost", Severity.CRITICAL, "auth-service", what, "Its log names them.", Telling.ONCE);
    }

    @Test
    void what_is_only_worth_a_note_never_alerts() {
        Finding note = new Finding("service_unknown", Severity.NOTE, "auth-service", "It was not asked.", "Set x.");
        alerts.alerts(List.of(note), NOW);

        assertThat(alerts.alerts(List.of(note), NOW.plus(Duration.ofDays(1)))).isEmpty();
    }

    private static AlertProperties properties() {
        return new Binder(new MapConfigurationPropertySource(
                        Map.of("elch.alerts.console-url", "https://console.example.org/")))
                .bindOrCreate("elch.alerts", AlertProperties.class);
    }
}
