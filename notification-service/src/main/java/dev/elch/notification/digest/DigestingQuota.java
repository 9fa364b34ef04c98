package dev.elch.notification.digest;

import dev.elch.notification.delivery.SignIn;
import dev.elch.notification.meters.DeliveryMeters;
import dev.elch.notification.quota.Quota;
import dev.elch.notification.quota.QuotaDecision;
import java.time.Instant;

/** A quota that has the sign-ins beyond it told in a digest, and counts its decisions. */
final class DigestingQuota implements Quota {

    private final Quota quota;
    private final Digests digests;
    private final DeliveryMeters meters;

    DigestingQuota(Quota quota, Digests digests, DeliveryMeters meters) {
        this.quota = quota;
        this.digests = digests;
        this.meters = meters;
    }

    /** When it refuses, the sign-in has a place in a digest before the event is settled as suppressed. */
    @Override
    public QuotaDecision ask(SignIn signIn, boolean mayBeRefused, Instant now) {
        QuotaDecision decision = quota.ask(signIn, mayBeRefused, now);
        String word = decision.handle(new QuotaDecision.Handling<>() {
            @Override
            public String granted(QuotaDecision.Granted granted) {
                return "granted";
            }

            @Override
            public String reserved(QuotaDecision.Reserved reserved) {
                return "reserved";
            }

            @Override
            public String overQuota(QuotaDecision.OverQuota refused) {
                digests.add(signIn, refused.digestDue(), now);
                return "over_quota";
            }
        });
        meters.quota(word);
        return decision;
    }
}
