package dev.elch.notification.quota;

import dev.elch.notification.delivery.SignIn;
import java.time.Instant;

/** Charges the quota when a job is submitted, so that the caller hears of a refusal. */
public interface QuotaReservation {

    /**
     * Charges the user of {@code signIn} for one mail, as {@link Quota#ask} would, or refuses. Asked again about the same
     * event, {@link Quota#ask} does not charge a second time. A refusal is not remembered: the event is not stored.
     */
    QuotaDecision reserve(SignIn signIn, Instant now);
}
