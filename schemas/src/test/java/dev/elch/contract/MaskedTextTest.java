package dev.elch.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskedTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            bat@example.mn                            | b***@example.mn
            550 5.1.1 <bat@example.mn>: no such user  | 550 5.1.1 <b***@example.mn>: no such user
            to=bat@example.mn,eva@example.org         | to=b***@example.mn,e***@example.org
            text = bat.bold+x@mail.example.mn         | text = b***@mail.example.mn
            Бат@жишээ.мон                             | Б***@жишээ.мон
            no address at all                         | no address at all
            a @ b                                     | a @ b
            at:user-signed-in.dlt-0-17~0              | at:user-signed-in.dlt-0-17~0
            """)
    void hides_every_address_and_nothing_else(String text, String shown) {
        assertThat(MaskedText.of(text)).isEqualTo(shown);
    }

    @Test
    void stays_json_whatever_stands_before_an_address() {
        assertThat(
                        MaskedText.ofJson(
                                "{\"a\":[\"\\u0001bat@example.mn\\n\",1,null,true],\"eva@example.org\":\"x\\u0040example.org\"}"))
                .isEqualTo(
                        "{\"a\":[\"\\u0001***@example.mn\\n\",1,null,true],\"e***@example.org\":\"x***@example.org\"}");
        assertThat(MaskedText.ofJson("{\"a\":1}")).isEqualTo("{\"a\":1}");
        assertThat(MaskedText.ofJson("not json: bat@example.mn")).isEqualTo("not json: b***@example.mn");
    }

    @Test
    void an_event_stays_an_event() {
        assertThat(MaskedText.ofEvent("event:state\ndata:{\"a\":\"bat@example.mn\"}\n\n"))
                .isEqualTo("event:state\ndata:{\"a\":\"b***@example.mn\"}\n\n");
        assertThat(MaskedText.ofEvent(":still watching\n\n")).isEqualTo(":still watching\n\n");
    }
}
