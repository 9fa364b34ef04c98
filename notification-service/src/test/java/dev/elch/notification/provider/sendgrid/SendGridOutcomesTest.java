package dev.elch.notification.provider.sendgrid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.notification.delivery.Outcome;
import dev.elch.notification.provider.OutcomeText;
import dev.elch.notification.provider.ReasonKind;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SendGridOutcomesTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_766_124_300);

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            202 | ''                                                                                        | Accepted(fake-1)
            200 | ''                                                                                        | Accepted(validated only (sandbox))
            400 | {"errors":[{"message":"bad","field":"personalizations.0.to.0.email"}]}                    | Rejected(bad_address, UNTIL_LIFTED)
            400 | {"errors":[{"message":"bad","field":"personalizations.0.to"}]}                            | Rejected(bad_address, UNTIL_LIFTED)
            400 | {"errors":[{"message":"bad","field":null},{"message":"x","field":"personalizations.0.to"}]} | Rejected(bad_address, UNTIL_LIFTED)
            400 | {"errors":[{"message":"bad","field":"from.email"}]}                                       | Rejected(message_bug)
            400 | {"errors":[{"message":"bad","field":"personalizations"}]}                                 | Rejected(message_bug)
            400 | {"errors":[{"message":"bad","field":"personalizations.0.subject"}]}                       | Rejected(message_bug)
            400 | not json                                                                                  | Rejected(message_bug)
            401 | {"errors":[{"message":"Maximum credits exceeded","field":null}]}                          | Pause(provider, quota_exhausted)
            401 | {"errors":[{"message":"authorization required","field":null}]}                            | Pause(provider, login_refused)
            403 | {"errors":[{"message":"from address is not verified","field":"from"}]}                    | Pause(provider, sender_refused)
            404 | ''                                                                                        | Rejected(message_bug)
            405 | ''                                                                                        | Rejected(message_bug)
            406 | ''                                                                                        | Rejected(message_bug)
            408 | ''                                                                                        | RetryLater(provider_down)
            413 | ''                                                                                        | Rejected(message_bug)
            415 | ''                                                                                        | Rejected(message_bug)
            422 | ''                                                                                        | Rejected(message_bug)
            451 | ''                                                                                        | Pause(provider, data_residency)
            500 | ''                                                                                        | RetryLater(provider_down)
            502 | <html>bad gateway</html>                                                                  | RetryLater(provider_down)
            503 | ''                                                                                        | RetryLater(provider_down)
            504 | ''                                                                                        | RetryLater(provider_down)
            302 | ''                                                                                        | RetryLater(protocol_error)
            """)
    void means(int status, String body, String expected) {
        assertThat(meaning(new SendGridAnswer.Response(status, Map.of("x-message-id", "fake-1"), body)))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "reset {0}, retry after {1}: {2}")
    @CsvSource(nullValues = "-", textBlock = """
            1766124330, -,    PT30S
            1766124330, 5,    PT30S
            -,          5,    PT5S
            -,          -,    PT1S
            1766124200, -,    PT1S
            0,          -,    PT1S
            9999999999, -,    PT1H
            999999999999, -,  PT1H
            soon,       7,    PT7S
            -,          99999, PT1H
            -,          -5,   PT1S
            -,          'Fri, 19 Dec 2025 07:00:00 GMT', PT1S
            """)
    void comes_back_when_it_is_told_to(String reset, String retryAfter, String wait) {
        Map<String, String> headers = new HashMap<>();
        headers.put("x-ratelimit-reset", reset);
        headers.put("RETRY-AFTER", retryAfter);
        headers.values().removeIf(Objects::isNull);
        assertThat(meaning(new SendGridAnswer.Response(429, headers, "")))
                .isEqualTo("RetryAfter(" + wait + ", rate_limited)");
    }

    @Test
    void without_a_response_it_matters_whether_the_request_went_out() {
        assertThat(meaning(new SendGridAnswer.NotSent(ReasonKind.PROVIDER_DOWN, "refused")))
                .isEqualTo("RetryLater(provider_down)");
        assertThat(meaning(new SendGridAnswer.NotSent(ReasonKind.PROVIDER_BUSY, "none free")))
                .isEqualTo("RetryLater(provider_busy)");
        assertThat(meaning(new SendGridAnswer.Lost("timeout"))).isEqualTo("Ambiguous(answer_lost)");
    }

    @Test
    void keeps_what_the_errors_say_without_any_address() {
        Outcome.Rejected rejected = (Outcome.Rejected) SendGridOutcomes.of(
                new SendGridAnswer.Response(
                        400,
                        Map.of(),
                        "{\"errors\":[{\"message\":\"bat@example.com is bad\"},{\"message\":\"so it is\"}]}"),
                NOW);
        assertThat(rejected.reason().code()).isEqualTo("400");
        assertThat(rejected.reason().text()).isEqualTo("b***@example.com is bad; so it is");
    }

    private static String meaning(SendGridAnswer answer) {
        return OutcomeText.of(SendGridOutcomes.of(answer, NOW), NOW);
    }
}
