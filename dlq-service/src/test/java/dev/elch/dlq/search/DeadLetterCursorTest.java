package dev.elch.dlq.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.elch.dlq.deadletter.SampleDeadLetters;
import dev.elch.dlq.problem.InvalidFieldException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLetterCursorTest {

    private final DeadLetterFilter filter = DeadLetterFilter.all().with(Criterion.KIND, "policy");
    private final String cursor =
            DeadLetterCursor.behind(SampleDeadLetters.deadLetter("k"), filter).toString();

    @Test
    void comes_back_as_it_was_written() {
        assertThat(DeadLetterCursor.parse(cursor, filter)).hasToString(cursor);
    }

    @Test
    void is_refused_with_another_filter() {
        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> DeadLetterCursor.parse(cursor, DeadLetterFilter.all()))
                .withMessageContaining("belongs to another filter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "%%%", "MTIz", "MTIzLzEyMzQ1Njc4L25vLWlk"})
    void is_refused_when_it_was_not_made_by_the_service(String text) {
        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> DeadLetterCursor.parse(text, filter))
                .withMessageContaining("is not valid");
    }
}
