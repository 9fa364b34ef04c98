package dev.elch.notification.jobs;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A problem as RFC 9457 has it, with what this API adds. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@Schema(description = "What is wrong (RFC 9457)")
record Problem(
        @Schema(
                description = "urn:elch:problem: and invalid, no-mail, no-such-job, job-exists, key-reused, over-quota,"
                        + " too-many-calls, too-many-watchers or unavailable; about:blank when the status says it all")
        URI type,

        String title,
        int status,
        String detail,

        @Schema(description = "Everything that is wrong with the request, field by field")
        List<FieldError> errors,

        @Schema(description = "The job that exists already") @Nullable
        JobView job) {

    static Problem of(String type, int status, String title, String detail) {
        return new Problem(URI.create("urn:elch:problem:" + type), title, status, detail, List.of(), null);
    }

    Problem with(List<FieldError> found) {
        return new Problem(type, title, status, detail, found, job);
    }

    Problem with(JobView existing) {
        return new Problem(type, title, status, detail, errors, existing);
    }
}
