package dev.elch.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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
            "bat bold"@example.mn refused             | "***@example.mn refused
            <"bat\\"@bold"@example.mn>                | <"***@example.mn>
            https://x.mn/?to=bat%40example.mn&b=1     | https://x.mn/?to=b***%40example.mn&b=1
            bat%2540example.mn                        | b***%2540example.mn
            <bounces+17-bat=example.mn@lists.example> | <b***@lists.example>
            SRS0=Zq=TT=example.mn=bat@relay.example   | SRS0=Zq=TT=example.mn=b***@relay.example
            to=\\"bat bold\\"@example.mn               | to=\\"***@example.mn
            bat"@example.mn                           | b***@example.mn
            prvs=0123456789=bat@example.mn            | prvs=0123456789=b***@example.mn
            bat%example.mn@relay.example              | b***@relay.example
            o'neil@example.mn                         | o***@example.mn
            to='bat@example.mn'                       | to='b***@example.mn'
            bat@[203.0.113.7] refused                 | b***@[203.0.113.7] refused
            bat(home)@example.mn                      | b***@example.mn
            /G=Bat/S=Bold/@gw.example.mn              | /***@gw.example.mn
            bat\\@home@example.mn                     | b***@h***@example.mn
            bat＠example.mn                           | b***＠example.mn
            bat&#64;example.mn                        | b***&#64;example.mn
            bat=40example.mn                          | b***=40example.mn
            timeout=4096 size%4000                    | timeout=4096 s***%4000
            😀bat@example.mn                          | 😀***@example.mn
            """)
    void hides_every_address_and_nothing_else(String text, String shown) {
        assertThat(MaskedText.of(text)).isEqualTo(shown);
    }

    /** What looked for the beginning of an address at every character took 554 s for a stack trace of 32 kB. */
    @ParameterizedTest
    @MethodSource("megabytes")
    @Timeout(value = 5, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void reads_a_megabyte_in_one_go(String text) {
        assertThat(MaskedText.of(text)).isNotNull();
        assertThat(MaskedText.ofJson(
                        "{\"trace\":\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}"))
                .startsWith("{\"trace\":\"");
    }

    static Stream<String> megabytes() {
        return Stream.of(
                        "a", "@", "a@", "a.", "\"", "\"@", "\\\"@", "a\"@", "=", "a=", "=a.@", "%40", "a%40", "(@",
                        ")@", "/@", "\\", "'a", "\uFF20")
                .map(piece -> piece.repeat(1_000_000 / piece.length()))
                .flatMap(text -> Stream.of(text, text + "@example.mn", "@" + text));
    }

    /** Whatever stands around it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "bat.bold@example.mn",
                "\"bat.bold\"@example.mn",
                "bat.bold%40example.mn",
                "l+bat.bold=example.mn@x.org"
            })
    void hides_an_address_between_any_characters(String address) {
        Random random = new Random(14);
        for (int i = 0; i < 20_000; i++) {
            String text = around(random) + address + around(random);

            assertThat(MaskedText.of(text)).as("of %s", text).doesNotContain("at.bold");
        }
    }

    private static String around(Random random) {
        String characters = "ab .,:;<>()[]'\"\\=/@%\n\t&?#+-_*|~\uFF20\u0001";
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.append(characters.charAt(random.nextInt(characters.length())));
        }
        return text.toString();
    }

    @Test
    void looks_no_further_back_than_an_address_reaches() {
        String text = "x".repeat(1_000) + "@example.mn";

        assertThat(MaskedText.of(text)).isEqualTo("x".repeat(681) + "***@example.mn");
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
