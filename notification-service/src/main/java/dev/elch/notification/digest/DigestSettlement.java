package dev.elch.notification.digest;

import dev.elch.notification.delivery.Outcome;
import dev.elch.notification.delivery.Reason;
import dev.elch.notification.delivery.Settlement;
import java.time.Duration;
import java.time.Instant;

/** Says what becomes of a digest, given what became of handing it over. */
final class DigestSettlement implements Settlement<DigestVerdict> {

    /** How long a lost answer is left alone, so that a mail that is on its way can be reported. */
    private static final Duration AFTER_LOST_ANSWER = Duration.ofSeconds(30);

    private final DigestClaim claim;
    private final DigestProperties properties;
    private final boolean resendsUnknown;
    private final Instant now;

    DigestSettlement(DigestClaim claim, DigestProperties properties, boolean resendsUnknown, Instant now) {
        this.claim = claim;
        this.properties = properties;
        this.resendsUnknown = resendsUnknown;
        this.now = now;
    }

    @Override
    public DigestVerdict accepted(Outcome.Accepted outcome) {
        return DigestVerdict.sent(claim, outcome.receipt());
    }

    @Override
    public DigestVerdict retryLater(Outcome.RetryLater outcome) {
        Instant next = now.plus(properties.waitAfter(claim.attempt()));
        return DigestVerdict.waiting(claim.attempt() + 1, claim.unknowns(), next, outcome.reason());
    }

    @Override
    public DigestVerdict retryAfter(Outcome.RetryAfter outcome) {
        return sameAttempt(outcome.notBefore(), outcome.reason());
    }

    @Override
    public DigestVerdict pause(Outcome.Pause outcome) {
        return sameAttempt(now.plus(properties.pause()), outcome.reason());
    }

    @Override
    public DigestVerdict rejected(Outcome.Rejected outcome) {
        return DigestVerdict.settled(claim, DigestState.DEAD, outcome.reason(), outcome.suppression());
    }

    @Override
    public DigestVerdict dropped(Outcome.Dropped outcome) {
        return DigestVerdict.settled(claim, DigestState.DROPPED, outcome.reason(), outcome.suppression());
    }

    @Override
    public DigestVerdict ambiguous(Outcome.Ambiguous outcome) {
        int unknowns = claim.unknowns() + 1;
        return mayBeSentAgain(unknowns, resendsUnknown)
                ? DigestVerdict.waiting(claim.attempt() + 1, unknowns, now.plus(AFTER_LOST_ANSWER), outcome.reason())
                : DigestVerdict.unknown(claim, unknowns, outcome.reason());
    }

    private DigestVerdict sameAttempt(Instant next, Reason reason) {
        return DigestVerdict.waiting(claim.attempt(), claim.unknowns(), next, reason);
    }

    /** A mail that may be out is sent once more at most, and only where a second copy is better than none. */
    static boolean mayBeSentAgain(int unknowns, boolean resendsUnknown) {
        return unknowns == 0 || (resendsUnknown && unknowns == 1);
    }
}
