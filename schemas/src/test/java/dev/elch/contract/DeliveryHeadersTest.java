package dev.elch.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.contract.DeliveryHeaders.Cause;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveryHeadersTest {

    private final Instant now = Instant.parse("2026-03-01T10:00:00Z");
    private final Headers headers = new RecordHeaders();

    @Test
    void a_record_without_headers_waits_for_its_first_attempt() {
        assertThat(DeliveryHeaders.readFrom(headers, now)).isEqualTo(DeliveryHeaders.first());
    }

    @Test
    void come_back_as_they_were_written() {
        DeliveryHeaders written = new DeliveryHeaders(
                "0198-abc",
                3,
                1,
                now.plusSeconds(5),
                now.minusSeconds(60),
                new Cause("RetryLater", "451 4.3.0", "mail system busy"),
                "user-signed-in-3-4711",
                12,
                true,
                "0123456789abcdef".repeat(4));

        written.writeTo(headers);

        assertThat(DeliveryHeaders.readFrom(headers, now)).isEqualTo(written);
        assertThat(headers).extracting(Header::key).containsExactlyInAnyOrderElementsOf(DeliveryHeaders.NAMES);
    }

    @Test
    void are_there_once_after_any_number_of_hops() {
        headers.add("traceparent", "00-1-2-01".getBytes(UTF_8));
        DeliveryHeaders hop = DeliveryHeaders.first().identifiedBy("k", "user-signed-in-0-1");

        for (int i = 0; i < 6; i++) {
            hop = hop.nextAttempt(now, new Cause("x", "", "y"), now);
            hop.writeTo(headers);
        }

        assertThat(headers.headers(DeliveryHeaders.ATTEMPT)).hasSize(1);
        assertThat(headers.headers(DeliveryHeaders.CAUSE)).hasSize(1);
        assertThat(headers.lastHeader("traceparent")).isNotNull();
        assertThat(DeliveryHeaders.readFrom(headers, now).attempt()).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource({
        "elch-attempt, -1",
        "elch-attempt, 101",
        "elch-attempt, 99999999999999",
        "elch-attempt, two",
        "elch-round, -1",
        "elch-round, 1000",
        "elch-due-at, 0",
        "elch-due-at, 99999999999999999",
        "elch-first-failed-at, tomorrow",
        "elch-cause, no bars",
        "elch-cause, ||",
        "elch-cause, \u0085||",
        "elch-origin, /etc/passwd",
        "elch-event-key, 'a b'",
        "elch-ended-claim, -1",
        "elch-ended-claim, a lot",
        "elch-event-key, ''",
    })
    void what_is_malformed_or_absurd_is_read_as_absent(String name, String value) {
        headers.add(name, value.getBytes(UTF_8));

        assertThat(DeliveryHeaders.readFrom(headers, now)).isEqualTo(DeliveryHeaders.first());
    }

    @Test
    void bytes_that_are_not_text_are_read_as_absent() {
        headers.add(DeliveryHeaders.EVENT_KEY, new byte[] {(byte) 0xC3, 0x28});
        headers.add(DeliveryHeaders.CAUSE, null);

        assertThat(DeliveryHeaders.readFrom(headers, now)).isEqualTo(DeliveryHeaders.first());
    }

    @Test
    void a_due_time_may_be_a_day_ahead_and_no_more() {
        headers.add(DeliveryHeaders.DUE_AT, millis(now.plus(Duration.ofHours(23))));
        assertThat(DeliveryHeaders.readFrom(headers, now).dueAt()).isEqualTo(now.plus(Duration.ofHours(23)));

        headers.remove(DeliveryHeaders.DUE_AT).add(DeliveryHeaders.DUE_AT, millis(now.plus(Duration.ofHours(25))));
        assertThat(DeliveryHeaders.readFrom(headers, now).dueAt()).isNull();
    }

    @Test
    void a_cause_never_outgrows_its_size_and_stays_on_one_line() {
        Cause cause = new Cause("K|ind", "550\r\n5.1.1", "🔐\u2028".repeat(500));

        assertThat(cause.toString()).hasSizeLessThanOrEqualTo(Cause.MAX_LENGTH).startsWith("K/ind|550 5.1.1|🔐");
        assertThat(cause.text()).doesNotContainPattern("[\\p{Cc}\\u2028]");
        assertThat(Cause.parse(cause.toString())).isEqualTo(cause);
    }

    @Test
    void a_replay_starts_over_in_the_next_round() {
        DeliveryHeaders dead =
                new DeliveryHeaders("k", 6, 0, null, now, new Cause("x", "", ""), "user-signed-in-0-1", 7);

        assertThat(dead.replayed())
                .isEqualTo(new DeliveryHeaders("k", 1, 1, null, null, null, "user-signed-in-0-1", 7));
    }

    @Test
    void only_the_very_word_says_that_a_value_was_edited_and_a_replay_says_it_anew() {
        headers.add(DeliveryHeaders.EDITED, "yes".getBytes(UTF_8));
        assertThat(DeliveryHeaders.readFrom(headers, now).isEdited()).isFalse();

        DeliveryHeaders edited = DeliveryHeaders.first().replayed().edited();
        assertThat(edited.nextAttempt(now, new Cause("x", "", ""), now).isEdited())
                .isTrue();
        assertThat(edited.dead(new Cause("x", "", ""), now).isEdited()).isTrue();
        assertThat(edited.replayed().isEdited()).isFalse();
    }

    private static byte[] millis(Instant at) {
        return Long.toString(at.toEpochMilli()).getBytes(UTF_8);
    }
}
