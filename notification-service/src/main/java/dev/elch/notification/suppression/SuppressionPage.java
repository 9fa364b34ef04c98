package dev.elch.notification.suppression;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some suppressions, newest first. */
record SuppressionPage(
        List<SuppressionView> suppressions,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "Give it as cursor to get the next page; missing on the last one")
        @Nullable
        String nextCursor) {}
