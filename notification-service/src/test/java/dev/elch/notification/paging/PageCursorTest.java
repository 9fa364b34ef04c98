package dev.elch.notification.paging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.access.problem.FieldError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageCursorTest {

    private final List<FieldError> errors = new ArrayList<>();

    @Test
    void is_read_back_as_it_was_written() {
        PageCursor cursor = new PageCursor(Instant.parse("2026-03-01T10:00:00.123Z"), "key:1");

        assertThat(PageCursor.read(cursor.toString(), id -> true, errors)).isEqualTo(cursor);
        assertThat(errors).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"***", "MTIz", ""})
    void is_refused_when_it_was_made_up(String text) {
        PageCursor.read(text, id -> true, errors);

        assertThat(errors).extracting(FieldError::field).containsExactly("cursor");
    }

    @Test
    void is_refused_when_its_id_belongs_to_another_list() {
        PageCursor.read(new PageCursor(Instant.EPOCH, "key:1").toString(), id -> id.startsWith("job"), errors);

        assertThat(errors).extracting(FieldError::field).containsExactly("cursor");
    }
}
