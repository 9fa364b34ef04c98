package dev.elch.notification.jobs;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some jobs of one user, newest first. */
record JobPage(
        List<JobView> jobs,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "Give it as cursor to get the next page; missing on the last one")
        @Nullable
        String nextCursor) {}
