package dev.elch.notification.jobs;

import dev.elch.notification.delivery.SignIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A sign-in that a user is to be told about, as it was submitted. */
@Schema(description = "A sign-in that the user is to be told about. Fields that are not listed are refused.")
record JobRequest(
        @Schema(
                description = "The account, as <provider>:<id at the provider>",
                requiredMode = RequiredMode.REQUIRED,
                maxLength = 128,
                example = "github:583231")
        String userId,

        @Schema(
                description = "Verified address that the mail goes to",
                requiredMode = RequiredMode.REQUIRED,
                format = "email",
                maxLength = 254,
                example = "bold@example.com")
        String email,

        @Schema(description = "Display name", maxLength = 200, example = "Болд") @Nullable
        String name,

        @Schema(description = "Login name; when missing, the id in userId", maxLength = 128, example = "bold") @Nullable
        String login,

        @Schema(
                description = "Who authenticated the user; when missing, the provider in userId",
                pattern = "[a-z0-9-]{1,32}",
                example = "github")
        @Nullable
        String provider,

        @Schema(description = "Client address, textual IPv4 or IPv6", example = "203.0.113.7") @Nullable
        String ipAddress,

        @Schema(description = "User-Agent header as sent", maxLength = 1024) @Nullable
        String userAgent,

        @Schema(description = "BCP 47 tag; en gives an English mail, anything else a Mongolian one", example = "mn")
        @Nullable
        String locale,

        @Schema(description = "Whether the user had not used this browser before", defaultValue = "false")
        boolean newDevice,

        @Schema(description = "Opaque reference to the session, so that it can be revoked", maxLength = 200) @Nullable
        String sessionId,

        @Schema(
                description =
                        "When, from the year 2000 on and not in the future; timestamp is another name. When missing, now",
                example = "2026-03-01T10:00:00Z")
        @Nullable
        Instant occurredAt) {

    /** The event that this asks for, with what is missing filled in. */
    SignIn signIn(String eventKey, Instant now) {
        Instant when = occurredAt == null ? now : occurredAt;
        int colon = userId.indexOf(':');
        String ownLogin = userId.substring(colon + 1);
        String ownProvider = colon > 0 ? userId.substring(0, colon) : "other";
        return new SignIn(
                eventKey,
                userId,
                login == null ? ownLogin : login,
                email,
                name,
                provider == null ? ownProvider : provider,
                ipAddress,
                userAgent,
                locale,
                newDevice,
                sessionId,
                when.truncatedTo(ChronoUnit.MILLIS));
    }

    /** The key of a body that says when its sign-in was: the same body again is the same sign-in. */
    Optional<String> ownKey() {
        return Optional.ofNullable(occurredAt)
                .map(when -> "body." + fingerprint().substring(0, 48));
    }

    /** The same for two bodies that say the same, whatever is filled in later; SHA-256 in hexadecimal. */
    String fingerprint() {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
