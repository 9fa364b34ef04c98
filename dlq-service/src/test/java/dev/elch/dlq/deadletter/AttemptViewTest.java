package dev.elch.dlq.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttemptViewTest {

    @Test
    void reads_the_journal_of_the_last_header_in_its_order() {
        List<AttemptView> journal = journal("[]", """
                [{"at": "2026-03-01T10:00:00Z", "attempt": 1, "outcome": "RETRY", "text": "of bat@example.mn"},
                 {"at": "2026-03-01T10:00:30Z", "attempt": 2, "outcome": "DEAD", "latencyMillis": 40}]
                """);

        assertThat(journal).extracting(AttemptView::attempt).containsExactly(1, 2);
        assertThat(journal).extracting(AttemptView::outcome).containsExactly("retry", "dead");
        assertThat(journal.get(0).text()).isEqualTo("of b***@example.mn");
        assertThat(journal.get(1).latencyMillis()).isEqualTo(40);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no JSON", "[", "7", "{\"at\": 1}", "null", "[1, null, \"x\"]"})
    void what_is_no_journal_is_none(String header) {
        assertThat(journal(header)).isEmpty();
    }

    @Test
    void fields_of_another_type_are_read_as_missing() {
        assertThat(journal("[{\"attempt\": \"many\", \"at\": {}, \"latencyMillis\": []}]"))
                .containsExactly(new AttemptView("", 0, 0, "", "", "", "", "", 0));
    }

    private static List<AttemptView> journal(String... headers) {
        List<RawHeader> all = java.util.Arrays.stream(headers)
                .map(header -> new RawHeader("elch-journal", Bytes.copyOf(header.getBytes(UTF_8))))
                .toList();
        return AttemptView.journal(new RawRecord("user-signed-in.dlt", 0, 0, Instant.EPOCH, null, null, all));
    }
}
