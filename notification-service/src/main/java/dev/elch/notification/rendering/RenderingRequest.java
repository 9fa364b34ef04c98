package dev.elch.notification.rendering;

import dev.elch.contract.EventKeys;
import dev.elch.contract.EventTimes;
import dev.elch.notification.delivery.SignIn;
import dev.elch.notification.problem.BodyFields;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A {@code UserSignedIn} event as JSON. Only the key and the time are checked: the rest is what came by the topic. */
@Schema(description = "A UserSignedIn event, field by field. Fields that are not listed are refused.")
record RenderingRequest(
        @Schema(description = "Idempotency key of the event", requiredMode = RequiredMode.REQUIRED)
        String eventKey,

        @Schema(requiredMode = RequiredMode.REQUIRED, example = "github:583231")
        String userId,

        @Schema(requiredMode = RequiredMode.REQUIRED, example = "bold")
        String login,

        @Schema(description = "When missing, there is no mail and the answer says so") @Nullable
        String email,

        @Schema(description = "Display name", example = "Болд") @Nullable
        String name,

        @Schema(defaultValue = "github") String provider,

        @Nullable String ipAddress,
        @Nullable String userAgent,

        @Schema(description = "BCP 47 tag; en gives an English mail, anything else a Mongolian one") @Nullable
        String locale,

        @Schema(defaultValue = "false") boolean newDevice,
        @Nullable String sessionId,

        @Schema(requiredMode = RequiredMode.REQUIRED, example = "2026-03-01T10:00:00Z")
        Instant occurredAt) {

    /** Fails as an invalid request, with one entry for every field that cannot be taken. */
    static RenderingRequest read(JsonNode body, Instant now) {
        BodyFields fields = BodyFields.of(body);
        String eventKey = required(fields, "eventKey");
        if (eventKey != null && !EventKeys.isAcceptable(eventKey)) {
            fields.wrong("eventKey", "must be 1 to 128 letters, digits or . _ : -");
        }
        String userId = required(fields, "userId");
        if (userId != null && userId.isBlank()) {
            fields.wrong("userId", "must not be empty");
        }
        String login = required(fields, "login");
        String email = fields.text("email");
        String name = fields.text("name");
        String provider = fields.text("provider");
        String ipAddress = fields.text("ipAddress");
        String userAgent = fields.text("userAgent");
        String locale = fields.text("locale");
        boolean newDevice = fields.flag("newDevice");
        String sessionId = fields.text("sessionId");
        fields.require("occurredAt");
        Instant occurredAt = fields.moment("occurredAt");
        if (occurredAt != null) {
            EventTimes.fault(occurredAt, now).ifPresent(fault -> fields.wrong("occurredAt", fault));
        }
        fields.check();
        return new RenderingRequest(
                Objects.requireNonNull(eventKey),
                Objects.requireNonNull(userId),
                Objects.requireNonNull(login),
                email,
                name,
                provider == null ? "github" : provider,
                ipAddress,
                userAgent,
                locale,
                newDevice,
                sessionId,
                Objects.requireNonNull(occurredAt));
    }

    private static @Nullable String required(BodyFields fields, String field) {
        fields.require(field);
        return fields.text(field);
    }

    SignIn signIn() {
        return new SignIn(
                eventKey,
                userId,
                login,
                email,
                name,
                provider,
                ipAddress,
                userAgent,
                locale,
                newDevice,
                sessionId,
                occurredAt);
    }
}
