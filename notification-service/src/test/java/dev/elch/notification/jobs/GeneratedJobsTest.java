package dev.elch.notification.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.access.problem.InvalidRequestException;
import dev.elch.contract.EventTimes;
import dev.elch.notification.delivery.SignIn;
import dev.elch.notification.mail.MailAddress;
import dev.elch.testkit.generated.GeneratedInput;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What holds for bodies that resemble those of jobs. */
class GeneratedJobsTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final GeneratedInput BODIES = GeneratedInput.like(
            List.of(
                    "{\"userId\":\"github:7\",\"email\":\"bold@example.com\",\"name\":\"Болд\",\"login\":\"bold\",\"provider\":\"gitlab\","
                            + "\"ipAddress\":\"2001:db8::1\",\"userAgent\":\"curl/8\",\"locale\":\"en-US\",\"newDevice\":true,"
                            + "\"sessionId\":\"s-1\",\"occurredAt\":\"2026-03-01T09:00:00.5Z\"}",
                    "{\"userId\":\"u\",\"email\":\"ida@faß.example\",\"timestamp\":1772359200000}",
                    "{\"userId\":\"\\ud83e\",\"email\":\"o'brien+news@Example.COM\",\"timestamp\":\"2026-03-01T09:00:00+08:00\"}"));

    @Test
    void a_body_is_a_job_or_its_faults_are_named() {
        BODIES.hold(GeneratedInput.SHORT, GeneratedJobsTest::assertBody);
    }

    @Test
    @Tag("slow")
    void a_body_is_a_job_or_its_faults_are_named_for_a_minute() {
        BODIES.hold(GeneratedInput.LONG, GeneratedJobsTest::assertBody);
    }

    private static void assertBody(byte[] body) {
        SignIn signIn;
        try {
            signIn = JobRequestReader.read(JSON.readTree(body), NOW).signIn("key", NOW);
        } catch (JacksonException noJson) {
            return;
        } catch (InvalidRequestException refused) {
            assertThat(refused.errors()).isNotEmpty();
            return;
        }
        assertThat(MailAddress.parse("email", signIn.email())).hasToString(signIn.email());
        assertThat(EventTimes.fault(signIn.occurredAt(), NOW)).isEmpty();
        assertThat(Stream.of(signIn.userId(), signIn.login(), signIn.name(), signIn.userAgent(), signIn.sessionId())
                        .filter(Objects::nonNull))
                .allSatisfy(text -> {
                    assertThat(text.chars().filter(Character::isISOControl).boxed())
                            .isEmpty();
                    assertThat(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                            .isEqualTo(text);
                });
    }
}
