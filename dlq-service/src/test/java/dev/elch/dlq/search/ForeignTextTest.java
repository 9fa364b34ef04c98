package dev.elch.dlq.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.elch.dlq.deadletter.DeadLetterId;
import dev.elch.dlq.deadletter.Fingerprint;
import dev.elch.dlq.deadletter.SearchWords;
import dev.elch.dlq.problem.InvalidFieldException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is done with text that others wrote takes time in proportion to its length: here a megabyte of each odd kind. */
@Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ForeignTextTest {

    static Stream<String> megabytes() {
        return Stream.of(
                        "a", " ", "-", ".", "a-", "a ", "1", "a1-", "@", "a@", "\"", "'", "\"'", "~", "~1", ",", "a,",
                        "*", "ы", "\n")
                .map(piece -> piece.repeat(1_000_000 / piece.length()))
                .flatMap(text -> Stream.of(text, "x" + text + "x"));
    }

    @ParameterizedTest
    @MethodSource("megabytes")
    void is_cut_into_words(String text) {
        assertThat(SearchWords.of(text)).allMatch(word -> word.length() <= 64);
    }

    @ParameterizedTest
    @MethodSource("megabytes")
    void is_normalised_into_a_fingerprint(String text) {
        assertThat(Fingerprint.normalised(text)).hasSizeLessThanOrEqualTo(9_000);
    }

    @ParameterizedTest
    @MethodSource("megabytes")
    void is_no_id_and_no_cursor(String text) {
        assertThat(DeadLetterId.parse(text)).isEmpty();
        assertThat(catchThrowable(() -> DeadLetterCursor.parse(text, DeadLetterFilter.all())))
                .isInstanceOf(InvalidFieldException.class);
    }

    @ParameterizedTest
    @MethodSource("megabytes")
    void is_refused_as_a_filter(String text) {
        for (Criterion criterion : Criterion.values()) {
            assertThat(catchThrowable(() -> DeadLetterFilter.of(Map.of(criterion.word(), text))))
                    .as(criterion.word())
                    .isInstanceOf(InvalidFieldException.class);
        }
    }
}
