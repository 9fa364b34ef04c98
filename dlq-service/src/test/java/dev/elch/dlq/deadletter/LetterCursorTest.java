package dev.elch.dlq.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LetterCursorTest {

    private final LetterFilter filter = LetterFilter.all().with(Criterion.KIND, "policy");
    private final String cursor =
            LetterCursor.behind(Letters.letter("k"), filter).toString();

    @Test
    void comes_back_as_it_was_written() {
        assertThat(LetterCursor.parse(cursor, filter)).hasToString(cursor);
    }

    @Test
    void is_refused_with_another_filter() {
        assertThatExceptionOfType(InvalidFilterException.class)
                .isThrownBy(() -> LetterCursor.parse(cursor, LetterFilter.all()))
                .withMessageContaining("belongs to another filter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "%%%", "MTIz", "MTIzLzEyMzQ1Njc4L25vLWlk"})
    void is_refused_when_it_is_none_of_ours(String text) {
        assertThatExceptionOfType(InvalidFilterException.class)
                .isThrownBy(() -> LetterCursor.parse(text, filter))
                .withMessageContaining("is none of ours");
    }
}
