package dev.elch.houserules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetiredWordsTest {

    @ParameterizedTest
    @CsvSource({
        "SettlingDesk, desk",
        "Doors, doors",
        "InHand, in hand",
        "WorkInHand, in hand",
        "MongoParkedLetters, letters",
        "LetterWriter, letter",
        "ParkedLetterRounds, letter",
        "SMTPDesk, desk",
        "DirectBurials, burials",
        "CondemnedFirst, condemned",
        "somebody_is_waiting, somebody",
        "dev.elch.dlq.shelf, shelf"
    })
    void finds_a_retired_word(String name, String word) {
        assertThat(RetiredWords.in(name)).hasValue(word);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"DeadLetter", "MongoDeadLetters", "Desktop", "Outdoors", "Await", "Handler", "dev.elch.dlq"})
    void leaves_a_name_alone_that_only_contains_its_characters(String name) {
        assertThat(RetiredWords.in(name)).isEmpty();
    }

    @Test
    void an_exception_covers_a_class_and_what_is_nested_in_it() {
        rules().stillNamed(FrontDesk.class.getName()).check();
    }

    @Test
    void names_the_class_and_the_word() {
        assertThatThrownBy(() -> rules().check()).hasMessageContaining("FrontDesk bears the word \"desk\"");
    }

    @Test
    void an_exception_for_a_class_that_is_gone_or_well_named_fails() {
        HouseRules rules =
                rules().stillNamed(FrontDesk.class.getName(), "dev.elch.houserules.Gone", HouseRules.class.getName());

        assertThatThrownBy(rules::check)
                .hasMessageContaining("lists dev.elch.houserules.Gone,")
                .hasMessageContaining("lists dev.elch.houserules.HouseRules,");
    }

    private static HouseRules rules() {
        return HouseRules.of("dev.elch.houserules");
    }
}
