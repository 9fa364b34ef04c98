package dev.elch.dlq.deadletter;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter: a record that could not be delivered, why, and where it stands.
 *
 * @param attempts how many attempts were made in this round
 * @param firstFailedAt when the first attempt failed; null when the record does not say
 * @param failedAt when it was given up
 * @param storedAt when we stored it
 * @param status what became of it since
 */
public record DeadLetter(
        DeadLetterId id,
        RawRecord raw,
        Payload payload,
        Cause cause,
        int attempts,
        @Nullable Instant firstFailedAt,
        Instant failedAt,
        Instant storedAt,
        DeadLetterStatus status) {

    /** What a replay sends instead of the value as it came; empty: that very value. */
    public Optional<Edit> approvedEdit() {
        return status.edit().filter(edit -> edit.state() == EditState.APPROVED);
    }

    /** The group it belongs to. */
    public String fingerprint() {
        return Fingerprint.of(cause);
    }

    public DeadLetterState state() {
        return status.state();
    }

    /** The part of the recipient's address behind the {@code @}, in lower case. */
    public Optional<String> recipientDomain() {
        return payload.text("email")
                .map(address -> address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT))
                .filter(domain -> !domain.isEmpty());
    }

    /** This dead letter as if this were its only edit. */
    public DeadLetter edited(Edit edit) {
        DeadLetterStatus edited = new DeadLetterStatus(
                status.state(),
                status.version(),
                status.changedAt(),
                status.actor(),
                status.reason(),
                status.job(),
                List.of(edit));
        return new DeadLetter(id, raw, payload, cause, attempts, firstFailedAt, failedAt, storedAt, edited);
    }

    /** This dead letter under another identity, for a record that claims an identity which is taken. */
    DeadLetter identifiedBy(DeadLetterId other) {
        return new DeadLetter(other, raw, payload, cause, attempts, firstFailedAt, failedAt, storedAt, status);
    }
}
