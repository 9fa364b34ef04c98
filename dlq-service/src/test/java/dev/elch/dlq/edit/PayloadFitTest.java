package dev.elch.dlq.edit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PayloadFitTest {

    private final PayloadFit fit = new PayloadFit();
    private final Map<String, @Nullable Object> original = fit.complete(
            Map.of("eventKey", "k", "userId", "github:1", "login", "bat", "occurredAt", "2026-03-01T10:00:00Z"));
    private final Map<String, @Nullable Object> payload = new HashMap<>(original);

    @Test
    void a_change_that_fits_has_no_misfit() {
        payload.put("email", "bat@example.mn");

        assertThat(misfits()).isEmpty();
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

        assertThat(misfits())
                .containsExactly(
                        new Misfit("/userId", "is a number; it must be a text"),
                        new Misfit("/login", "is missing; it must be a text"),
                        new Misfit("/email", "is a list; it must be a text or null"),
                        new Misfit("/name", "is another text; it must be a text or null"),
                        new Misfit("/provider", "is null; it must be a text"),
                        new Misfit("/newDevice", "is another text; it must be true or false"),
                        new Misfit(
                                "/occurredAt",
                                "is another text; it must be an instant with at most milliseconds, such as"
                                        + " \"2026-03-01T10:00:00Z\""),
                        new Misfit("/e~1mail~0", "is no field of UserSignedIn"));
    }

    @Test
    void the_event_key_stays() {
        payload.put("eventKey", "other");

        assertThat(misfits())
                .containsExactly(new Misfit("/eventKey", "can not be changed: it says which event this is"));
    }

    @Test
    void an_edit_that_changes_nothing_is_none() {
        payload.put("occurredAt", "2026-03-01T10:00:00.000Z");

        assertThat(misfits()).containsExactly(new Misfit("", "nothing is changed"));
    }

    private List<Misfit> misfits() {
        return fit.misfits(payload, original);
    }
}
