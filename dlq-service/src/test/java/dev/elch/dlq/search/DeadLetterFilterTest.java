package dev.elch.dlq.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.elch.dlq.problem.InvalidFieldException;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadLetterFilterTest {

    @Test
    void is_equal_for_wishes_that_mean_the_same() {
        DeadLetterFilter one =
                DeadLetterFilter.of(Map.of("state", "open, discarded", "domain", "Example.MN", "text", "full box"));
        DeadLetterFilter other =
                DeadLetterFilter.of(Map.of("domain", "example.mn ", "state", "discarded,open", "text", "Box  full"));

        assertThat(one).isEqualTo(other).hasToString(other.toString());
    }

    @Test
    void comes_back_from_its_names_and_values() {
        DeadLetterFilter filter =
                DeadLetterFilter.of(Map.of("group", "0123456789abcdef", "from", "2026-03-01T10:00:00Z"));

        assertThat(DeadLetterFilter.of(filter.valuesByName())).isEqualTo(filter);
    }

    @Test
    void hides_from_viewers_who_is_meant() {
        DeadLetterFilter filter =
                DeadLetterFilter.of(Map.of("domain", "example.mn", "text", "bat*", "user", "github:1"));

        assertThat(filter.valuesForViewers()).isEqualTo(Map.of("domain", "example.mn", "text", "***", "user", "***"));
        assertThat(DeadLetterFilter.textForViewers(filter.toString())).isEqualTo("domain=example.mn & user=***");
        assertThat(DeadLetterFilter.textForViewers("domain=example.mn")).isEqualTo("domain=example.mn");
    }

    @ParameterizedTest
    @CsvSource({
        "text, bat, true",
        "user, github:1, true",
        "code, bat@example.mn, true",
        "kind, bat%40example.mn, true",
        "event, 0198c0de, false",
        "domain, example.mn, false",
    })
    void is_personal_by_its_criterion_or_by_an_address_in_it(String criterion, String value, boolean personal) {
        assertThat(DeadLetterFilter.of(Map.of(criterion, value)).isPersonal()).isEqualTo(personal);
    }

    @ParameterizedTest
    @CsvSource({
        "color, red, is not a filter",
        "state, lost, is no state; there are open",
        "from, yesterday, is no instant",
        "from, 1772359200000000, is no instant",
        "before, -1, is no instant",
        "before, -9223372036854775808, is no instant",
        "from, 9223372036854775807, is no instant",
        "from, 0000-01-01T00:00:00Z, must be an instant from",
        "before, +1000000000-12-31T23:59:59Z, must be an instant from",
        "before, -1000000000-01-01T00:00:00Z, must be an instant from",
        "from, +58100-01-01T00:00:00Z, must be an instant from",
        "kind, , must be a text",
        "id, ',', names no dead letter",
        "state, ',,', names no state",
        "domain, '  ', must have 1 to 256 characters",
        "text, '!?', has no word to look for",
    })
    void says_which_field_is_wrong_and_why(String name, String value, String why) {
        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> DeadLetterFilter.of(Collections.singletonMap(name, value)))
                .withMessageContaining(why)
                .satisfies(invalid -> assertThat(invalid.field()).isEqualTo(name));
    }
}
