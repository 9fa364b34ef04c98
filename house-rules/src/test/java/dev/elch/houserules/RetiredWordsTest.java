package dev.elch.houserules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.elch.sample.FrontDesk;
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
        "WayBack, way back",
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
    void names_the_class_and_the_word() {
        assertThatThrownBy(() -> RetiredWords.inNoName().check(new ClassFileImporter().importClasses(FrontDesk.class)))
                .hasMessageContaining("FrontDesk bears the word \"desk\"");
    }
}
