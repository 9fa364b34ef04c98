package dev.elch.dlq.deadletter;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * What decides whether a dead letter can be replayed. Small, because it is read for whole selections.
 *
 * @param occurredAt when the sign-in was, as it would be sent; empty when the value does not say
 * @param isEditWaiting whether an edit of it waits for a second person
 */
public record DeadLetterSummary(
        String id,
        int round,
        DeadLetterState state,
        boolean isDecoded,
        Optional<Instant> occurredAt,
        boolean isEditWaiting) {

    private static final String OCCURRED_AT = "occurredAt";

    public static DeadLetterSummary of(DeadLetter deadLetter) {
        return of(
                deadLetter.id().toString(),
                deadLetter.id().round(),
                deadLetter.state(),
                deadLetter.payload() instanceof Payload.Decoded,
                deadLetter.payload().text(OCCURRED_AT),
                deadLetter.status().edit());
    }

    static DeadLetterSummary of(
            String id,
            int round,
            DeadLetterState state,
            boolean isDecoded,
            Optional<String> occurredAt,
            Optional<Edit> edit) {
        return new DeadLetterSummary(
                id,
                round,
                state,
                isDecoded,
                edit.map(sent -> sent.text(OCCURRED_AT)).orElse(occurredAt).flatMap(DeadLetterSummary::instant),
                edit.filter(waiting -> waiting.state() == EditState.WAITING).isPresent());
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
