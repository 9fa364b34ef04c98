package dev.elch.dlq.deadletter;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * What has to be known of a letter to say whether it makes sense to send it again: small, because it is read of many.
 *
 * @param occurredAt when the sign-in was; empty when the value does not say
 */
public record Outline(String id, int round, LetterState state, boolean isDecoded, Optional<Instant> occurredAt) {

    public static Outline of(Letter letter) {
        return new Outline(
                letter.id().toString(),
                letter.id().round(),
                letter.state(),
                letter.payload() instanceof Payload.Decoded,
                letter.payload().text("occurredAt").flatMap(Outline::instant));
    }

    static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
