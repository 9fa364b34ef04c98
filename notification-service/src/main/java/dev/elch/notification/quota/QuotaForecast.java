package dev.elch.notification.quota;

import dev.elch.notification.delivery.SignIn;
import java.time.Instant;

/** Tells beforehand what the quota would decide. */
public interface QuotaForecast {

    /** What {@link Quota#ask} would answer now. Nobody is charged, nothing is remembered, and it may turn out otherwise. */
    QuotaDecision foresee(SignIn signIn, Instant now);
}
