package dev.elch.dlq.start;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PatientStartTest {

    private final MissingPieceException noBroker =
            new MissingPieceException("The broker does not answer.", "Start it.");

    @Test
    void goes_on_when_what_was_missing_comes() {
        Iterator<Optional<MissingPieceException>> answers = List.of(
                        Optional.of(noBroker), Optional.<MissingPieceException>empty())
                .iterator();

        assertThatCode(() -> new PatientStart(List.of(patience -> answers.next()), Duration.ofSeconds(30))
                        .waitForEverything())
                .doesNotThrowAnyException();
    }

    @Test
    void gives_up_when_patience_ends() {
        PatientStart start = new PatientStart(List.of(patience -> Optional.of(noBroker)), Duration.ZERO);

        assertThatExceptionOfType(MissingPieceException.class)
                .isThrownBy(start::waitForEverything)
                .withMessage("The broker does not answer.");
    }
}
