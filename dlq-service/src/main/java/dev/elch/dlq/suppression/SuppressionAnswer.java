package dev.elch.dlq.suppression;

import tools.jackson.databind.JsonNode;

/** What asking notification-service came to. */
sealed interface SuppressionAnswer {

    /**
     * It answered.
     *
     * @param json what
     */
    record Given(JsonNode json) implements SuppressionAnswer {}

    /**
     * There is no answer to pass on.
     *
     * @param status HTTP status for the caller
     * @param why a sentence that says what to do
     */
    record Refused(int status, String why) implements SuppressionAnswer {}
}
