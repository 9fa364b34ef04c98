package dev.elch.notification.rendering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elch.access.problem.InvalidRequestException;
import dev.elch.contract.UserSignedIn;
import java.time.Instant;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class RenderingRequestTest {

    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private final ObjectNode body = (ObjectNode) JSON.readTree("""
            {"eventKey": "event-1", "userId": "github:1", "login": "bold", "occurredAt": "2026-03-01T10:00:00Z"}
            """);

    @Test
    void takes_what_the_topic_takes_line_breaks_too() {
        body.put("name", "two\nlines");

        RenderingRequest request = RenderingRequest.read(body, NOW);

        assertThat(request.signIn().name()).isEqualTo("two\nlines");
        assertThat(request.signIn().provider()).isEqualTo("github");
        assertThat(request.signIn().occurredAt()).isEqualTo(Instant.parse("2026-03-01T10:00:00Z"));
    }

    @Test
    void knows_every_field_of_the_event() {
        for (Schema.Field field : UserSignedIn.getClassSchema().getFields()) {
            if (!body.has(field.name())) {
                body.putNull(field.name());
            }
        }

        assertThat(RenderingRequest.read(body, NOW).login()).isEqualTo("bold");
    }

    @Test
    void names_everything_that_is_wrong_at_once() {
        body.put("eventKey", "with a blank")
                .put("login", 7)
                .put("newDevice", "yes")
                .put("emial", "x");
        body.remove("occurredAt");

        assertThatThrownBy(() -> RenderingRequest.read(body, NOW))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("eventKey: must be 1 to 128 letters, digits or . _ : -; login: must be a text;"
                        + " newDevice: must be true or false; occurredAt: is missing; emial: is not known");
    }

    @Test
    void a_body_that_is_no_object_is_refused() {
        assertThatThrownBy(() -> RenderingRequest.read(JSON.readTree("[]"), NOW))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("body: must be a JSON object");
    }
}
