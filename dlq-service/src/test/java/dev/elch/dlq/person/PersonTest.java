package dev.elch.dlq.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PersonTest {

    private final Person person =
            new Person("github:1001", List.of("bat@example.mn", "bat-erdene", "Сарнай Болд", "ab"));

    @ParameterizedTest
    @CsvSource({
        "github:1001 wrote, [erased] wrote",
        "mail to Bat@Example.MN., mail to [erased].",
        "filter user=github:1001 & state=open, filter user=[erased] & state=open",
        "САРНАЙ БОЛД гуай, [erased] гуай",
        "text=болд сарнай, text=[erased]",
        "Сарнай Болдын, Сарнай Болдын",
        "github:10011 is another, github:10011 is another",
        "combat@example.mn is another, combat@example.mn is another",
        "ab is too short to be a name, ab is too short to be a name",
    })
    void is_erased_from_a_text_where_it_is_a_word(String text, String erased) {
        assertThat(person.erasedFrom(text)).isEqualTo(erased);
        assertThat(person.isNamedIn(text)).isEqualTo(!text.equals(erased));
    }

    @Test
    void reads_as_a_literal_what_would_be_a_pattern() {
        Person odd = new Person("a.*b", List.of("(((", "$1"));

        assertThat(odd.erasedFrom("a.*b axxb $1")).isEqualTo("[erased] axxb $1");
    }

    @Test
    @Timeout(10)
    void is_looked_for_in_a_long_text_in_no_time() {
        String text = "bat-erden".repeat(110_000);

        assertThat(org.junit.jupiter.api.Assertions.assertTimeout(Duration.ofSeconds(5), () -> person.isNamedIn(text)))
                .isFalse();
    }
}
