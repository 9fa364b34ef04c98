package dev.elch.dlq.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.reactivestreams.client.MongoDatabase;
import com.sun.net.httpserver.HttpServer;
import dev.elch.dlq.deadletter.Cause;
import dev.elch.dlq.deadletter.ChangedDeadLetters;
import dev.elch.dlq.deadletter.DeadLetter;
import dev.elch.dlq.deadletter.MongoDeadLetters;
import dev.elch.dlq.deadletter.MongoTest;
import dev.elch.dlq.deadletter.SampleDeadLetters;
import dev.elch.dlq.group.MongoGroups;
import dev.elch.dlq.meter.DlqMeters;
import dev.elch.testkit.time.SettableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each alert reaches each receiver once, whatever is away in between. */
class AlertIT {

    private final MongoDatabase database = MongoTest.database();
    private final MongoDeadLetters deadLetters = new MongoDeadLetters(database, new ChangedDeadLetters());
    private final SettableClock clock = SettableClock.at(SampleDeadLetters.NOW.plus(Duration.ofHours(5)));
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    /** Kept, because a gauge holds what it shows by a weak reference only. */
    private final DlqMeters meters = new DlqMeters(registry);

    private final List<String> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger answer = new AtomicInteger(204);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        deadLetters.store(List.of(SampleDeadLetters.deadLetter("k"))).block();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (answer.get() == 204) {
                received.add(body);
            }
            exchange.sendResponseHeaders(answer.get(), -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void an_alert_is_sent_once_also_by_an_instance_that_starts_later() {
        alerting(0, WebhookReceiver.plain(address())).look();
        alerting(0, WebhookReceiver.plain(address())).look();

        assertThat(received).hasSize(1);
        assertThat(received.get(0))
                .contains("\"rule\":\"oldest_open\"")
                .contains("https://dlq.example.com/elch/#/dead-letters?group=");
        assertThat(registry.get("elch.dlq.oldest.open").timeGauge().value(java.util.concurrent.TimeUnit.HOURS))
                .isEqualTo(5);
    }

    @Test
    void a_receiver_that_is_away_gets_it_later_and_the_others_not_again() {
        List<Alert> others = new CopyOnWriteArrayList<>();
        answer.set(503);
        Alerting alerting = alerting(0, collecting(others), WebhookReceiver.slack(address()));
        alerting.look();
        alerting.look();
        answer.set(204);
        clock.advance(Duration.ofMinutes(2));

        alerting.look();
        clock.advance(Duration.ofMinutes(10));
        alerting.look();

        assertThat(received).hasSize(1);
        assertThat(received.get(0))
                .startsWith("{\"text\":\"A dead letter has waited since")
                .contains("|Open the console>");
        assertThat(others).hasSize(1);
        assertThat(registry.get("elch.dlq.alerts.offered")
                        .tag("receiver", "slack")
                        .tag("outcome", "failed")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    /** The busy group is the one whose dead letters are the oldest, and so the last of any list. */
    @Test
    void looks_at_every_group_however_many_there_are() {
        List<DeadLetter> arrived = new ArrayList<>();
        for (int i = 0; i < 620; i++) {
            arrived.add(
                    deadLetter("other" + i, "cause " + word(i), clock.instant().plusSeconds(60 * 59)));
        }
        for (int i = 0; i < 3; i++) {
            arrived.add(deadLetter("busy" + i, "the busy one", clock.instant()));
        }
        deadLetters.store(arrived).block();
        MongoTest.countAll(database);
        List<Alert> offered = new CopyOnWriteArrayList<>();

        alerting(2, collecting(offered)).look();

        assertThat(registry.get("elch.dlq.open").gauge().value()).isEqualTo(1 + 620 + 3);
        assertThat(offered)
                .filteredOn(alert -> alert.rule().equals("rate"))
                .singleElement()
                .satisfies(alert -> assertThat(alert.text()).contains("the busy one"));
        assertThat(offered)
                .filteredOn(alert -> alert.rule().equals("new_cause"))
                .extracting(Alert::group)
                .doesNotHaveDuplicates()
                .hasSize(1 + 620 + 1);
    }

    private static DeadLetter deadLetter(String key, String text, Instant failedAt) {
        return SampleDeadLetters.deadLetter(
                key, 0, "value of " + key, failedAt, new Cause("other", "", text, List.of(), null));
    }

    /** Without digits, which do not make a cause another one. */
    private static String word(int number) {
        return "" + (char) ('a' + number / 26) + (char) ('a' + number % 26);
    }

    private static AlertReceiver collecting(List<Alert> offered) {
        return new AlertReceiver() {
            @Override
            public String name() {
                return "other";
            }

            @Override
            public void take(Alert alert) {
                offered.add(alert);
            }
        };
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    private Alerting alerting(long deadLettersPerHour, AlertReceiver... receivers) {
        return new Alerting(
                new MongoGroups(database, clock),
                deadLetters,
                new MongoAlerts(database),
                List.of(receivers),
                Alerts.properties(deadLettersPerHour, Duration.ofHours(4)),
                meters,
                clock);
    }
}
