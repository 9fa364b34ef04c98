package dev.elch.testkit.generated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elch.contract.DeliveryHeaders;
import dev.elch.contract.UserAgents;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Headers of records and names of browsers, generated; and that the search finds what there is to find. */
class GeneratedInputTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final List<String> NAMES = List.of(
            DeliveryHeaders.EVENT_KEY,
            DeliveryHeaders.ATTEMPT,
            DeliveryHeaders.ROUND,
            DeliveryHeaders.DUE_AT,
            DeliveryHeaders.FIRST_FAILED_AT,
            DeliveryHeaders.CAUSE,
            DeliveryHeaders.ORIGIN,
            DeliveryHeaders.ENDED_CLAIM,
            DeliveryHeaders.EDITED,
            DeliveryHeaders.STORED_RECORD);
    private static final GeneratedInput HEADERS = GeneratedInput.like(List.of(
            "event-1\n2\n1\n1772359200000\n1772359100000\nbad_address|550 5.1.1|no such user\nuser-signed-in-0-1\n7\ntrue\n"
                    + "0".repeat(64),
            "\n-1\n-1\n-1\n-1\n||\n--\n-1\nfalse\nf",
            "e\n1\n0\n\n\nundecodable||not a value of user-signed-in\nuser-signed-in.retry-1s-2-99"));
    private static final GeneratedInput BROWSERS = GeneratedInput.like(List.of(
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Version/18.5 Safari/604.1 [FBAN/FBIOS;FBCR/Мобиком]",
            "Mozilla/5.0 (X11; Linux x86_64; rv:91.0) Gecko/20100101 Firefox/91.0 Seamonkey/2.53",
            "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36 Edg/143",
            "curl/8.5.0",
            "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"));

    @Test
    void headers_of_a_record_are_read_as_ours_or_as_absent() {
        HEADERS.hold(GeneratedInput.SHORT, GeneratedInputTest::assertHeaders);
    }

    @Test
    @Tag("slow")
    void headers_of_a_record_are_read_as_ours_or_as_absent_for_a_minute() {
        HEADERS.hold(GeneratedInput.LONG, GeneratedInputTest::assertHeaders);
    }

    @Test
    void a_browser_is_named_in_our_words() {
        BROWSERS.hold(GeneratedInput.SHORT, GeneratedInputTest::assertBrowser);
    }

    @Test
    @Tag("slow")
    void a_browser_is_named_in_our_words_for_a_minute() {
        BROWSERS.hold(GeneratedInput.LONG, GeneratedInputTest::assertBrowser);
    }

    @Test
    void finds_what_does_not_hold_and_shows_it() {
        GeneratedInput input = GeneratedInput.like(List.of("a=1"));

        assertThatThrownBy(() -> input.hold(
                        Duration.ofMinutes(1),
                        bytes -> assertThat(bytes)
                                .asString(StandardCharsets.ISO_8859_1)
                                .doesNotContain("\u0000")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("\\u0000");
    }

    private static void assertHeaders(byte[] input) {
        String[] values = new String(input, StandardCharsets.ISO_8859_1).split("\n", -1);
        Headers headers = new RecordHeaders();
        for (int index = 0; index < values.length; index++) {
            headers.add(NAMES.get(index % NAMES.size()), values[index].getBytes(StandardCharsets.ISO_8859_1));
        }
        headers.add(DeliveryHeaders.TRACEPARENT, input);

        DeliveryHeaders read = DeliveryHeaders.readFrom(headers, NOW);

        if (read.dueAt() != null) {
            assertThat(read.dueAt()).isBefore(NOW.plus(DeliveryHeaders.MAX_WAIT));
        }
        if (read.cause() != null) {
            assertThat(read.cause().toString().length()).isLessThanOrEqualTo(DeliveryHeaders.Cause.MAX_LENGTH);
            assertThat(read.cause()
                            .toString()
                            .chars()
                            .filter(Character::isISOControl)
                            .boxed())
                    .isEmpty();
        }
        Headers written = new RecordHeaders();
        read.writeTo(written);
        assertThat(DeliveryHeaders.readFrom(written, NOW)).isEqualTo(read);
    }

    private static void assertBrowser(byte[] input) {
        String header = new String(input, StandardCharsets.UTF_8);

        String name = UserAgents.recognise(header).name().orElse("");

        assertThat(name).matches("[A-Za-z0-9 ·.+-]{0,60}");
    }
}
