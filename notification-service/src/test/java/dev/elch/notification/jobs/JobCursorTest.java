package dev.elch.notification.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.elch.notification.problem.FieldError;
import dev.elch.notification.problem.InvalidRequestException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class JobCursorTest {

    @Test
    void is_read_back_as_it_was_written() {
        JobCursor cursor = new JobCursor(Instant.parse("2026-03-01T10:00:00.123Z"), "key:1");

        assertThat(JobCursor.parse(cursor.toString())).isEqualTo(cursor);
    }

    @Test
    void is_refused_when_somebody_made_it_up() {
        assertThatThrownBy(() -> JobCursor.parse("***")).isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> JobCursor.parse("MTIz")).isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> JobCursor.parse("")).isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void a_query_names_everything_that_is_wrong_with_it() {
        InvalidRequestException refused =
                catchThrowableOfType(InvalidRequestException.class, () -> JobQuery.of(" ", "***", "0"));

        assertThat(refused.errors()).extracting(FieldError::field).containsExactly("userId", "limit", "cursor");
    }

    @Test
    void a_query_has_a_usual_and_a_largest_size() {
        assertThat(JobQuery.of("github:7", null, null).limit()).isEqualTo(50);
        assertThat(JobQuery.of("github:7", null, "200").limit()).isEqualTo(200);
        assertThatThrownBy(() -> JobQuery.of("github:7", null, "201")).isInstanceOf(InvalidRequestException.class);
    }
}
