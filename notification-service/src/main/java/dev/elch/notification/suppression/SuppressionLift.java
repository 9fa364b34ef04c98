package dev.elch.notification.suppression;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/** Who ended a suppression, when and why. */
record SuppressionLift(
        @Schema(description = "Keyed hash of the address") String suppression,

        @Schema(description = "Why the address was suppressed")
        String kind,

        @Schema(description = "Name of the caller") String by,

        String reason,
        Instant at) {}
