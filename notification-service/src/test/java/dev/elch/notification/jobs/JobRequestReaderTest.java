package dev.elch.notification.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.elch.access.problem.FieldError;
import dev.elch.access.problem.InvalidRequestException;
import dev.elch.notification.delivery.SignIn;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class JobRequestReaderTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Instant now = Instant.parse("2026-03-01T10:00:00.123456Z");

    @Test
    void two_fields_are_enough() {
        JobRequest request = read("{'userId': 'github:7', 'email': 'bold@example.com'}");

        SignIn signIn = request.signIn("key", now);

        assertThat(signIn.login()).isEqualTo("7");
        assertThat(signIn.provider()).isEqualTo("github");
        assertThat(signIn.newDevice()).isFalse();
        assertThat(signIn.occurredAt()).isEqualTo("2026-03-01T10:00:00.123Z");
    }

    @Test
    void everything_that_is_given_reaches_the_event() {
        JobRequest request = read("{'userId': 'github:7', 'email': 'bold@example.com', 'name': 'Болд', 'login': 'bold',"
                + " 'provider': 'gitlab', 'ipAddress': '2001:db8::1', 'userAgent': 'curl/8', 'locale': 'en-US',"
                + " 'newDevice': true, 'sessionId': 's-1', 'occurredAt': '2026-03-01T09:00:00.5Z'}");

        assertThat(request.signIn("key", now))
                .isEqualTo(new SignIn(
                        "key",
                        "github:7",
                        "bold",
                        "bold@example.com",
                        "Болд",
                        "gitlab",
                        "2001:db8::1",
                        "curl/8",
                        "en-US",
                        true,
                        "s-1",
                        Instant.parse("2026-03-01T09:00:00.5Z")));
    }

    @Test
    void every_fault_is_named_at_once() {
        List<FieldError> errors =
                errors("{'email': 'bold', 'name': 'a\\nb', 'provider': 'Git Hub', 'ipAddress': 'localhost',"
                        + " 'userAgent': 7, 'locale': '?', 'newDevice': 'yes', 'occurredAt': '2026-03-01T11:00:00Z',"
                        + " 'newdevice': true}");

        assertThat(errors)
                .extracting(FieldError::field)
                .containsExactlyInAnyOrder(
                        "userId",
                        "email",
                        "name",
                        "provider",
                        "ipAddress",
                        "userAgent",
                        "locale",
                        "newDevice",
                        "occurredAt",
                        "newdevice");
    }

    @Test
    void a_field_that_is_null_is_a_field_that_is_missing() {
        assertThat(errors("{'userId': null, 'email': 'bold@example.com', 'name': null}"))
                .containsExactly(new FieldError("userId", "is missing"));
    }

    @Test
    void a_fault_does_not_repeat_the_address() {
        assertThat(errors("{'userId': 'github:7', 'email': 'bold@@example'}").toString())
                .doesNotContain("bold@@example");
    }

    @Test
    void long_texts_and_nonsense_are_refused() {
        assertThat(errors("{'userId': '" + "x".repeat(129) + "', 'email': ' ', 'occurredAt': 'noon'}"))
                .extracting(FieldError::field)
                .containsExactly("userId", "email", "occurredAt");
        assertThat(errors("[1, 2]")).containsExactly(new FieldError("body", "must be a JSON object"));
    }

    @Test
    void clocks_may_differ_by_a_little() {
        assertThat(read("{'userId': 'github:7', 'email': 'bold@example.com', 'occurredAt': '2026-03-01T10:04:00Z'}"))
                .isNotNull();
    }

    @Test
    void a_fingerprint_tells_bodies_apart_and_knows_the_same_again() {
        String body = "{'userId': 'github:7', 'email': 'bold@example.com'}";

        assertThat(read(body).fingerprint())
                .isEqualTo(read("{'email': 'bold@example.com', 'userId': 'github:7', 'newDevice': false}")
                        .fingerprint())
                .isNotEqualTo(read("{'userId': 'github:8', 'email': 'bold@example.com'}")
                        .fingerprint());
    }

    private List<FieldError> errors(String json) {
        InvalidRequestException refused = catchThrowableOfType(InvalidRequestException.class, () -> read(json));
        return refused.errors();
    }

    private JobRequest read(String json) {
        return JobRequestReader.read(JSON.readTree(json.replace('\'', '"')), now);
    }
}
