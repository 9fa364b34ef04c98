package dev.elch.notification.digest;

import dev.elch.notification.delivery.SignIn;
import dev.elch.notification.mail.SignInDigest;
import java.time.Instant;
import java.util.Optional;

/**
 * The digests and the sign-ins they tell of. Each sign-in is told in exactly one digest, and there is one digest per user
 * and window. Safe for use by many threads and many instances at once; every method completes once its effect is durable.
 */
interface Digests {

    /**
     * Has {@code signIn} told in the digest of its user that is due then, or, when that one is on its way already, in the
     * next. Once per event key, however often it is asked for.
     */
    void add(SignIn signIn, Instant due, Instant now);

    /** Takes a digest that is due and that is not claimed; empty when there is none. */
    Optional<DigestClaim> claimDue(Instant now);

    /**
     * What the digest tells, which is settled with the first call. Sign-ins from new devices are listed first, then the
     * latest first. Empty when there is nothing to tell or the claim is lost.
     *
     * @param listed how many sign-ins are listed one by one, at most
     */
    Optional<SignInDigest> read(DigestClaim claim, int listed);

    /** To be called right before the mail is handed over; false when the claim is lost and nothing may be sent. */
    boolean handOver(DigestClaim claim, Instant now);

    /** Records what became of it; false when the claim is lost. */
    boolean settle(DigestClaim claim, DigestVerdict verdict, Instant now);
}
