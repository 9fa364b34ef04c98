package dev.elch.notification.quota;

import dev.elch.notification.delivery.SignIn;
import java.time.Instant;

/** Decides whether a user may get one more mail. Safe for use by many threads and many instances at once. */
public interface Quota {

    /**
     * Charges the user of {@code signIn} for one mail, or refuses. Paid once per event key: asked again for the same
     * event, by a retry, a replay or another instance, it gives the first decision again and charges nothing. What was
     * charged is not given back, whatever becomes of the mail.
     */
    QuotaDecision ask(SignIn signIn, Instant now);
}
