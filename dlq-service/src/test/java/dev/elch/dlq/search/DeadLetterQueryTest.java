package dev.elch.dlq.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.elch.dlq.problem.InvalidFieldException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLetterQueryTest {

    @Test
    void tells_the_page_from_the_filter() {
        DeadLetterQuery query =
                DeadLetterQuery.of(Map.of("limit", List.of("7"), "cursor", List.of("abc"), "kind", List.of("policy")));

        assertThat(query.limit()).isEqualTo(7);
        assertThat(query.cursor()).contains("abc");
        assertThat(query.filter().valuesByName()).containsOnly(Map.entry(Criterion.KIND.word(), "policy"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "201", "-1", "many", "", "99999999999"})
    void refuses_an_absurd_limit(String limit) {
        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> DeadLetterQuery.of(Map.of("limit", List.of(limit))))
                .withMessageContaining("1 to 200");
    }

    @Test
    void refuses_a_parameter_that_is_given_twice() {
        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> DeadLetterQuery.of(Map.of("kind", List.of("a", "b"))))
                .withMessageContaining("once");
    }
}
