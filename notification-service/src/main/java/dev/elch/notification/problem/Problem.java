package dev.elch.notification.problem;

import dev.elch.access.problem.FieldError;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** A problem as RFC 9457 has it, with what this API adds. */
@Schema(description = "What is wrong (RFC 9457)")
public record Problem(
        @Schema(
                description =
                        "urn:elch:problem: and invalid, no-mail, no-such-job, no-such-suppression, job-exists, key-reused,"
                                + " over-quota, too-many-calls, too-many-watchers or unavailable; about:blank when the status says it all")
        URI type,

        String title,
        int status,
        String detail,

        @Schema(description = "Path of the request") @Nullable
        URI instance,

        @Schema(description = "Everything that is wrong with the request, field by field")
        List<FieldError> errors,

        @Schema(description = "The job that exists already, as GET shows it", implementation = Object.class) @Nullable
        Object job) {

    private static final Duration USUAL_WAIT = Duration.ofSeconds(5);

    /** A problem of this API; {@code type} is the last part of the URN. */
    public static Problem of(String type, int status, String title, String detail) {
        return new Problem(URI.create("urn:elch:problem:" + type), title, status, detail, null, List.of(), null);
    }

    public Problem withJob(Object existing) {
        return new Problem(type, title, status, detail, instance, errors, existing);
    }

    /** The answer to the request; Spring adds the instance. */
    public ResponseEntity<ProblemDetail> answer() {
        return builder().body(body());
    }

    /** The same for a request that may be sent again in a moment. */
    public ResponseEntity<ProblemDetail> answerLater() {
        return answerAfter(USUAL_WAIT);
    }

    /** The same for a request that may be sent again after {@code wait}. */
    public ResponseEntity<ProblemDetail> answerAfter(Duration wait) {
        return builder()
                .header(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds()))
                .body(body());
    }

    /** The same with a Location. */
    public ResponseEntity<ProblemDetail> answerAt(URI location) {
        return builder().location(location).body(body());
    }

    private ResponseEntity.BodyBuilder builder() {
        return ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON);
    }

    private ProblemDetail body() {
        ProblemDetail body = ProblemDetail.forStatusAndDetail(HttpStatus.valueOf(status), detail);
        body.setType(type);
        body.setTitle(title);
        if (job != null) {
            body.setProperty("job", job);
        }
        return body;
    }
}
