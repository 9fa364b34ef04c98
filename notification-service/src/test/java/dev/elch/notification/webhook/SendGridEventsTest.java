package dev.elch.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SendGridEventsTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "event":"processed"                                             | PROCESSED | NONE         | false
            "event":"deferred","response":"400 later","attempt":"2"         | DEFERRED  | NONE         | false
            "event":"delivered","response":"250 OK"                         | DELIVERED | NONE         | false
            "event":"bounce","type":"bounce","status":"5.1.1","reason":"x"  | BOUNCED   | UNTIL_LIFTED | false
            "event":"bounce","type":"bounce","reason":"no status"           | BOUNCED   | UNTIL_LIFTED | false
            "event":"bounce","reason":"no type"                             | BOUNCED   | UNTIL_LIFTED | false
            "event":"bounce","type":"blocked","reason":"x"                  | BLOCKED   | NONE         | false
            "event":"blocked","reason":"x"                                  | BLOCKED   | NONE         | false
            "event":"dropped","reason":"Bounced Address"                    | DROPPED   | UNTIL_LIFTED | false
            "event":"dropped","reason":"Unsubscribed Address"               | DROPPED   | UNTIL_LIFTED | false
            "event":"dropped","reason":"Spam Reporting Address"             | DROPPED   | UNTIL_LIFTED | false
            "event":"dropped","reason":"Invalid SMTPAPI header"             | DROPPED   | UNTIL_LIFTED | false
            "event":"dropped","reason":"Recipient List over Package Quota"  | DROPPED   | NONE         | false
            "event":"spamreport"                                            | -         | UNTIL_LIFTED | true
            """)
    void reads(String fields, String state, String suppression, boolean isComplaint) {
        SendGridEvent event = read(json("id-1", fields)).get(0);
        assertThat(event.id()).isEqualTo("id-1");
        assertThat(event.eventKey()).isEqualTo("key-1");
        assertThat(event.at()).isEqualTo(Instant.ofEpochSecond(1_766_124_300));
        assertThat(event.state().map(Enum::name).orElse("-")).isEqualTo(state);
        assertThat(event.suppression()).hasToString(suppression);
        assertThat(event.isComplaint()).isEqualTo(isComplaint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"open", "click", "group_unsubscribe", "never_heard_of"})
    void leaves_out_what_does_not_matter(String event) {
        assertThat(read(json("id-1", "\"event\":\"" + event + "\""))).isEmpty();
    }

    @Test
    void leaves_out_what_is_not_about_our_mails() {
        assertThat(read("{\"event\":\"delivered\",\"sg_event_id\":\"id-1\"}")).isEmpty();
        assertThat(read("{\"event\":\"delivered\",\"elch_event_key\":\"key-1\"}"))
                .isEmpty();
        assertThat(read("{\"event\":\"delivered\",\"sg_event_id\":\"id-1\",\"elch_event_key\":\"a b\"}"))
                .isEmpty();
        assertThat(read("7")).isEmpty();
    }

    @Test
    void keeps_the_reason_without_any_address() {
        String fields = "\"event\":\"bounce\",\"reason\":\"550 5.1.1 bat@example.com does not exist\"";
        assertThat(read(json("id-1", fields)).get(0).reason()).isEqualTo("550 5.1.1 b***@example.com does not exist");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "nonsense", "[", "\"text\""})
    void refuses_a_body_that_is_no_list(String body) {
        assertThatThrownBy(() -> SendGridEvents.read(body.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the body of the webhook is not");
    }

    @ParameterizedTest
    @CsvSource({
        "processed delivered, DELIVERED",
        "delivered processed, DELIVERED",
        "deferred processed, DEFERRED",
        "processed deferred delivered, DELIVERED",
        "delivered bounce, BOUNCED",
        "bounce delivered, BOUNCED",
        "blocked processed deferred, BLOCKED",
        "processed dropped, DROPPED",
        "spamreport, ACCEPTED",
        "delivered spamreport, DELIVERED",
        "'', ACCEPTED"
    })
    void moves_forward_only(String events, String state) {
        assertThat(merged(history(events)).state()).hasToString(state);
    }

    @Test
    void order_and_repetition_change_nothing() {
        List<SendGridEvent> events = history("processed deferred deferred delivered spamreport");
        SendGridMailHistory inOrder = merged(events);
        Random random = new Random(42);
        for (int round = 0; round < 200; round++) {
            List<SendGridEvent> shuffled = new ArrayList<>(events);
            shuffled.addAll(events);
            Collections.shuffle(shuffled, random);
            assertThat(merged(shuffled)).isEqualTo(inOrder);
        }
        assertThat(inOrder.isComplaint()).isTrue();
    }

    @Test
    void a_report_that_is_known_leaves_the_history_as_it_is() {
        SendGridEvent delivered = history("delivered").get(0);
        SendGridMailHistory history = SendGridMailHistory.accepted().with(delivered);
        assertThat(history.with(delivered)).isSameAs(history);
    }

    private static SendGridMailHistory merged(List<SendGridEvent> events) {
        SendGridMailHistory history = SendGridMailHistory.accepted();
        for (SendGridEvent event : events) {
            history = history.with(event);
        }
        return history;
    }

    private static List<SendGridEvent> history(String events) {
        List<SendGridEvent> history = new ArrayList<>();
        for (String event : events.split(" ", -1)) {
            history.addAll(read(json("id-" + history.size(), "\"event\":\"" + event + "\"")));
        }
        return history;
    }

    private static List<SendGridEvent> read(String event) {
        return SendGridEvents.read(("[" + event + "]").getBytes(StandardCharsets.UTF_8));
    }

    private static String json(String id, String fields) {
        return "{" + fields + ",\"sg_event_id\":\"" + id
                + "\",\"elch_event_key\":\"key-1\",\"timestamp\":1766124300,\"email\":\"bat@example.com\"}";
    }
}
