package dev.elch.dlq.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.dlq.problem.PayloadError;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadCheckTest {

    private final PayloadCheck fit =
            new PayloadCheck(Clock.fixed(Instant.parse("2026-03-02T00:00:00Z"), ZoneOffset.UTC));
    private final Map<String, @Nullable Object> original = fit.complete(
            Map.of("eventKey", "k", "userId", "github:1", "login", "bat", "occurredAt", "2026-03-01T10:00:00Z"));
    private final Map<String, @Nullable Object> payload = new HashMap<>(original);

    @Test
    void a_change_that_fits_has_no_misfit() {
        payload.put("email", "bat@example.mn");

        assertThat(errors()).isEmpty();
    }

    @Test
    void what_may_be_left_out_is_completed_from_the_schema() {
        assertThat(original)
                .containsEntry("provider", "github")
                .containsEntry("newDevice", false)
                .containsEntry("email", null);
    }

    @Test
    void every_misfit_is_named_with_its_place() {
        payload.put("userId", 7);
        payload.remove("login");
        payload.put("email", List.of("a"));
        payload.put("newDevice", "yes");
        payload.put("occurredAt", "2026-03-01T10:00:00.0001Z");
        payload.put("name", "half a \uD83D");
        payload.put("provider", null);
        payload.put("e/mail~", "x");

        assertThat(errors())
                .containsExactly(
                        new PayloadError("/userId", "is a number; it must be a text"),
                        new PayloadError("/login", "is missing; it must be a text"),
                        new PayloadError("/email", "is a list; it must be a text or null"),
                        new PayloadError("/name", "is another text; it must be a text or null"),
                        new PayloadError("/provider", "is null; it must be a text"),
                        new PayloadError("/newDevice", "is another text; it must be true or false"),
                        new PayloadError(
                                "/occurredAt",
                                "is another text; it must be an instant with at most milliseconds, such as"
                                        + " \"2026-03-01T10:00:00Z\""),
                        new PayloadError("/e~1mail~0", "is no field of UserSignedIn"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000-01-01T00:00:00Z",
                "1700-01-01T00:00:00Z",
                "1970-01-21T10:00:00Z",
                "2026-03-02T01:00:00Z",
                "2027-04-06T00:00:00Z",
                "+58100-01-01T00:00:00Z",
                "-1000000000-01-01T00:00:00Z",
                "+1000000000-12-31T23:59:59Z"
            })
    void a_time_that_no_sign_in_has_is_named(String occurredAt) {
        payload.put("occurredAt", occurredAt);

        assertThat(errors()).extracting(PayloadError::pointer).containsExactly("/occurredAt");
    }

    @Test
    void the_event_key_stays() {
        payload.put("eventKey", "other");

        assertThat(errors())
                .containsExactly(new PayloadError("/eventKey", "cannot be changed: it says which event this is"));
    }

    @Test
    void an_edit_that_changes_nothing_is_none() {
        payload.put("occurredAt", "2026-03-01T10:00:00.000Z");

        assertThat(errors()).containsExactly(new PayloadError("", "nothing is changed"));
    }

    private List<PayloadError> errors() {
        return fit.errors(payload, original);
    }
}
