package dev.elch.notification.quota;

import dev.elch.notification.delivery.SignIn;
import java.time.Instant;

/** Decides whether a user may get one more mail. Safe for use by many threads and many instances at once. */
public interface Quota {

    /**
     * Charges the user of {@code signIn} for one mail, or refuses. To be asked until a mail about the event is handed
     * over, and not after that: then it is paid for. Asked again before that, by another instance or the same one, a
     * refusal stays a refusal, and a charge that still counts is not made twice. What was charged is not given back,
     * whatever becomes of the mail.
     *
     * @param mayBeRefused whether it may have been asked about this event before; if not, an earlier refusal is not
     *     looked for
     */
    QuotaDecision ask(SignIn signIn, boolean mayBeRefused, Instant now);
}
