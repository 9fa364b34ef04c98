package dev.elch.notification.jobs;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.elch.contract.DeliveryState;
import java.util.Locale;

/** Where a job stands, in the words of the API. */
enum JobStatus {
    /** Submitted; no attempt has begun. */
    ENQUEUED,
    /** An attempt is being made. */
    PROCESSING,
    /** The last attempt failed, or its outcome is unknown; it waits for the next one. */
    FAILED,
    /** A mail provider took the mail. */
    COMPLETED,
    /** It cannot be delivered and is a dead letter, until it is replayed. */
    DLQ,
    /** No mail goes out, on purpose. */
    SUPPRESSED;

    static JobStatus of(DeliveryState state) {
        return switch (state) {
            case ENQUEUED -> ENQUEUED;
            case CLAIMED, SENDING -> PROCESSING;
            case WAITING, UNKNOWN -> FAILED;
            case SENT -> COMPLETED;
            case DEAD -> DLQ;
            case SUPPRESSED -> SUPPRESSED;
        };
    }

    @JsonValue
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
