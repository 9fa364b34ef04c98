package dev.elch.notification.jobs;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** What became of a job, told to people. */
record ExplanationView(
        String jobId,
        JobStatus status,

        @Schema(description = "mn or en", example = "mn") String language,

        @Schema(
                description =
                        "One sentence or a few for everything that happened, in order; the last says how it stands")
        List<String> lines) {}
