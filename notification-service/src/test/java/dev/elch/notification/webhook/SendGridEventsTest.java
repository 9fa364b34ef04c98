package dev.elch.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SendGridEventsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "event":"processed"                                               | PROCESSED | NONE         | false | ``
            "event":"deferred","response":"400 later","attempt":"2"           | DEFERRED  | NONE         | false | ``
            "event":"delivered","response":"250 OK"                           | DELIVERED | NONE         | false | ``
            "event":"bounce","type":"bounce","status":"5.1.1","reason":"x"    | BOUNCED   | UNTIL_LIFTED | false | bad_address
            "event":"bounce","type":"bounce","reason":"no status"             | BOUNCED   | UNTIL_LIFTED | false | bad_address
            "event":"bounce","reason":"no type"                               | BOUNCED   | UNTIL_LIFTED | false | bad_address
            "event":"bounce","type":"bounce","status":"5.2.2","reason":"x"    | BOUNCED   | FOR_A_DAY    | false | mailbox_full
            "event":"bounce","reason":"552 5.2.2 over quota"                  | BOUNCED   | FOR_A_DAY    | false | mailbox_full
            "event":"bounce","reason":"550 The recipient's mailbox is full"   | BOUNCED   | FOR_A_DAY    | false | mailbox_full
            "event":"bounce","bounce_classification":"Invalid Address"        | BOUNCED   | UNTIL_LIFTED | false | bad_address
            "event":"bounce","bounce_classification":"Reputation"             | BLOCKED   | NONE         | false | ``
            "event":"bounce","type":"blocked","reason":"x"                    | BLOCKED   | NONE         | false | ``
            "event":"blocked","reason":"x"                                    | BLOCKED   | NONE         | false | ``
            "event":"dropped","reason":"Bounced Address"                      | DROPPED   | UNTIL_LIFTED | false | bad_address
            "event":"dropped","reason":"Unsubscribed Address"                 | DROPPED   | UNTIL_LIFTED | false | unsubscribed
            "event":"dropped","reason":"Spam Reporting Address"               | DROPPED   | UNTIL_LIFTED | false | spam_report
            "event":"dropped","reason":"Invalid"                              | DROPPED   | UNTIL_LIFTED | false | bad_address
            "event":"dropped","reason":"Invalid SMTPAPI header"               | DROPPED   | NONE         | false | ``
            "event":"dropped","reason":"Spam Content"                         | DROPPED   | NONE         | false | ``
            "event":"dropped","reason":"Recipient List over Package Quota"    | DROPPED   | NONE         | false | ``
            "event":"dropped","reason":"not heard of; invalid in some way"    | DROPPED   | NONE         | false | ``
            "event":"dropped"                                                 | DROPPED   | NONE         | false | ``
            "event":"spamreport"                                              | -         | UNTIL_LIFTED | true  | spam_report
            """)
    void reads(String fields, String state, String suppression, boolean isComplaint, String kind) {
        SendGridEvent event = read(json("id-1", fields)).get(0);
        assertThat(event.ids()).hasSize(2).contains("id-1");
        assertThat(event.eventKey()).isEqualTo("key-1");
        assertThat(event.at()).contains(Instant.ofEpochSecond(1_766_124_300));
        assertThat(event.state().map(Enum::name).orElse("-")).isEqualTo(state);
        assertThat(event.suppression()).hasToString(suppression);
        assertThat(event.isComplaint()).isEqualTo(isComplaint);
        assertThat(event.kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"open", "click", "group_unsubscribe", "never_heard_of"})
    void leaves_out_what_does_not_matter(String event) {
        assertThat(read(json("id-1", "\"event\":\"" + event + "\""))).isEmpty();
    }

    @Test
    void leaves_out_what_is_not_about_our_mails() {
        assertThat(read("{\"event\":\"delivered\",\"sg_event_id\":\"id-1\"}")).isEmpty();
        assertThat(read("{\"event\":\"delivered\",\"sg_event_id\":\"id-1\",\"elch_event_key\":\"a b\"}"))
                .isEmpty();
        assertThat(read("7")).isEmpty();
        assertThat(read("null")).isEmpty();
        assertThat(read("[]")).isEmpty();
    }

    /** cases.md, row 4. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1000000000000000000",
                "9223372036854775807",
                "99999999999999999999999999",
                "-1",
                "1.5",
                "1e400",
                "\"soon\"",
                "null",
                "{}",
                "1772362000000",
                "0"
            })
    void takes_an_absurd_time_for_none(String timestamp) {
        String json = "{\"event\":\"bounce\",\"elch_event_key\":\"key-1\",\"timestamp\":" + timestamp + "}";
        assertThat(read(json))
                .singleElement()
                .satisfies(event -> assertThat(event.at()).isEmpty());
    }

    @Test
    void knows_a_copy_of_a_report_by_what_it_says() {
        String fields = "\"event\":\"bounce\",\"reason\":\"550 5.1.1 no\",\"sg_message_id\":\"m-1\"";
        SendGridEvent first = read(json("id-1", fields)).get(0);
        SendGridEvent copy = read(json("id-2", fields)).get(0);
        SendGridEvent nameless = read("{" + fields
                        + ",\"elch_event_key\":\"key-1\",\"timestamp\":1766124300,\"email\":\"bat@example.com\"}")
                .get(0);
        SendGridEvent another = read(json("id-3", fields.replace("m-1", "m-2"))).get(0);

        assertThat(copy.id()).isEqualTo(first.id());
        assertThat(nameless.ids()).containsExactly(first.id());
        assertThat(another.id()).isNotEqualTo(first.id());
    }

    @Test
    void reads_the_others_when_one_entry_makes_no_sense() {
        String good = json("id-1", "\"event\":\"delivered\"");
        String broken = "{\"event\":{},\"elch_event_key\":[1],\"timestamp\":-1e999}";
        byte[] body = ("[" + broken + ",7,null,[[]]," + good + ",{\"reason\":\"~\"}]")
                .replace('~', '\u0001')
                .getBytes(StandardCharsets.ISO_8859_1);

        assertThat(read(body)).hasSize(1);
    }

    @Test
    void reads_the_others_when_one_entry_is_no_utf_8() {
        byte[] body = ("[{\"reason\":\"gr\u00fc\u00df\"}," + json("id-1", "\"event\":\"delivered\"") + "]")
                .getBytes(StandardCharsets.ISO_8859_1);

        assertThat(read(body)).hasSize(1);
    }

    @Test
    void queues_no_more_of_a_report_than_it_reads() {
        String json =
                json("id-1", "\"event\":\"bounce\",\"reason\":\"" + "x".repeat(100_000) + "\",\"useragent\":\"y\"");
        String queued = SendGridEvents.shortened(SendGridEvents.parse(json.getBytes(StandardCharsets.UTF_8)));

        assertThat(queued).hasSizeLessThan(3_000).doesNotContain("useragent");
        assertThat(read(queued)).isEqualTo(read(json));
    }

    @Test
    void keeps_the_reason_without_any_address() {
        String fields = "\"event\":\"bounce\",\"reason\":\"550 5.1.1 bat@example.com does not exist\"";
        assertThat(read(json("id-1", fields)).get(0).reason()).isEqualTo("550 5.1.1 b***@example.com does not exist");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "nonsense", "[", "\"text\""})
    void refuses_a_body_that_is_no_list(String body) {
        assertThatThrownBy(() -> SendGridEvents.entries(body.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the body of the webhook is not");
    }

    private static List<SendGridEvent> read(String event) {
        return read(("[" + event + "]").getBytes(StandardCharsets.UTF_8));
    }

    private static List<SendGridEvent> read(byte[] body) {
        return SendGridEvents.entries(body).stream()
                .flatMap(entry -> SendGridEvents.read(entry, NOW).stream())
                .toList();
    }

    private static String json(String id, String fields) {
        return "{" + fields + ",\"sg_event_id\":\"" + id
                + "\",\"elch_event_key\":\"key-1\",\"timestamp\":1766124300,\"email\":\"bat@example.com\"}";
    }
}
