package dev.elch.notification.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.elch.access.problem.FieldError;
import dev.elch.access.problem.InvalidRequestException;
import dev.elch.notification.paging.PageCursor;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class JobQueryTest {

    @Test
    void begins_behind_the_last_job_of_the_page_before() {
        PageCursor cursor = new PageCursor(Instant.parse("2026-03-01T10:00:00.123Z"), "key:1");

        assertThat(JobQuery.of("github:7", cursor.toString(), null).cursor()).isEqualTo(cursor);
    }

    @Test
    void names_everything_that_is_wrong_with_it() {
        InvalidRequestException refused =
                catchThrowableOfType(InvalidRequestException.class, () -> JobQuery.of(" ", "***", "0"));

        assertThat(refused.errors()).extracting(FieldError::field).containsExactly("userId", "limit", "cursor");
    }

    @Test
    void has_a_usual_and_a_largest_size() {
        assertThat(JobQuery.of("github:7", null, null).limit()).isEqualTo(50);
        assertThat(JobQuery.of("github:7", null, "200").limit()).isEqualTo(200);
        assertThatThrownBy(() -> JobQuery.of("github:7", null, "201")).isInstanceOf(InvalidRequestException.class);
    }
}
