package dev.elch.notification.provider.sendgrid;

import dev.elch.notification.delivery.Outcome;
import dev.elch.notification.delivery.Reason;
import dev.elch.notification.delivery.Suppression;
import dev.elch.notification.provider.ProviderText;
import dev.elch.notification.provider.ReasonKind;
import dev.elch.notification.provider.RetryDelay;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** What SendGrid's answer to {@code POST /v3/mail/send} means. Pure; docs/outcomes.md is printed from it. */
final class SendGridOutcomes {

    /** The receipt of a mail that was only checked, in SendGrid's sandbox mode. */
    static final String VALIDATED_ONLY = "validated only (sandbox)";

    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);

    private SendGridOutcomes() {}

    static Outcome of(SendGridAnswer answer, Instant now) {
        if (answer instanceof SendGridAnswer.Response response) {
            return answered(response, now);
        }
        if (answer instanceof SendGridAnswer.NotSent notSent) {
            return new Outcome.RetryLater(Reason.of(notSent.kind(), ProviderText.of(notSent.detail())));
        }
        return new Outcome.Ambiguous(
                Reason.of(ReasonKind.ANSWER_LOST, ProviderText.of(((SendGridAnswer.Lost) answer).detail())));
    }

    private static Outcome answered(SendGridAnswer.Response response, Instant now) {
        int status = response.status();
        return switch (status) {
            case 202 ->
                new Outcome.Accepted(
                        ProviderText.of(response.header("X-Message-Id").orElse("")));
            case 200 -> new Outcome.Accepted(VALIDATED_ONLY);
            case 400 -> badRequest(response);
            case 401 ->
                pause(isOutOfCredits(response) ? ReasonKind.QUOTA_EXHAUSTED : ReasonKind.LOGIN_REFUSED, response);
            case 403 -> pause(ReasonKind.SENDER_REFUSED, response);
            case 451 -> pause(ReasonKind.DATA_RESIDENCY, response);
            case 429 -> new Outcome.RetryAfter(comeBack(response, now), reason(ReasonKind.RATE_LIMITED, response));
            case 408 -> new Outcome.RetryLater(reason(ReasonKind.PROVIDER_DOWN, response));
            // Some proxy speaks for SendGrid, and it may have passed the mail on.
            case 201, 203, 204, 205, 206, 207, 208, 226 ->
                new Outcome.Ambiguous(reason(ReasonKind.PROTOCOL_ERROR, response));
            default ->
                status >= 400 && status < 500
                        ? rejected(ReasonKind.MESSAGE_BUG, Suppression.NONE, response)
                        : new Outcome.RetryLater(
                                reason(status >= 500 ? ReasonKind.PROVIDER_DOWN : ReasonKind.PROTOCOL_ERROR, response));
        };
    }

    private static Outcome badRequest(SendGridAnswer.Response response) {
        return SendGridErrors.nameARecipient(response.body())
                ? rejected(ReasonKind.BAD_ADDRESS, Suppression.UNTIL_LIFTED, response)
                : rejected(ReasonKind.MESSAGE_BUG, Suppression.NONE, response);
    }

    private static boolean isOutOfCredits(SendGridAnswer.Response response) {
        return response.body().toLowerCase(Locale.ROOT).contains("maximum credits exceeded");
    }

    /** {@code X-RateLimit-Reset} in unix seconds, else {@code Retry-After} in seconds, else one second. */
    private static Instant comeBack(SendGridAnswer.Response response, Instant now) {
        Instant shortest = now.plus(SHORTEST_WAIT);
        Instant told = number(response, "X-RateLimit-Reset")
                .flatMap(SendGridOutcomes::unixSeconds)
                .or(() -> number(response, "Retry-After")
                        .map(seconds -> RetryDelay.after(Duration.ofSeconds(seconds), now)))
                .orElse(shortest);
        return RetryDelay.until(told.isBefore(shortest) ? shortest : told, now);
    }

    private static Optional<Long> number(SendGridAnswer.Response response, String header) {
        return response.header(header)
                .filter(value -> value.matches("\\d{1,12}"))
                .map(Long::valueOf);
    }

    private static Optional<Instant> unixSeconds(long seconds) {
        try {
            return Optional.of(Instant.ofEpochSecond(seconds));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Outcome pause(String kind, SendGridAnswer.Response response) {
        return new Outcome.Pause(Outcome.Pause.PROVIDER, reason(kind, response));
    }

    private static Outcome rejected(String kind, Suppression suppression, SendGridAnswer.Response response) {
        return new Outcome.Rejected(reason(kind, response), suppression);
    }

    private static Reason reason(String kind, SendGridAnswer.Response response) {
        return new Reason(
                kind, Integer.toString(response.status()), ProviderText.of(SendGridErrors.messageIn(response.body())));
    }
}
