package dev.elch.notification.simulation;

import dev.elch.notification.delivery.SignIn;
import dev.elch.notification.quota.QuotaDecision;
import dev.elch.notification.quota.QuotaPolicy;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Watches the quota: never exceeded in any window, never refused without need, not charged twice in a window, and what a
 * digest tells has no mail of its own.
 */
final class Charges {

    private final Evidence evidence;
    private final QuotaPolicy policy;
    private final Map<String, Grant> granted = new LinkedHashMap<>();
    private final Set<String> toldInDigests = new HashSet<>();

    Charges(Evidence evidence, QuotaPolicy policy) {
        this.evidence = evidence;
        this.policy = policy;
    }

    private record Grant(String userId, boolean isReserved, Instant at) {}

    void decided(SignIn signIn, QuotaDecision decision, Instant now) {
        boolean isReserved = decision instanceof QuotaDecision.Reserved;
        boolean isRefused = decision instanceof QuotaDecision.OverQuota;
        if (isRefused) {
            evidence.count("over quota");
            if (!evidence.isAskedLate(now)) {
                refused(signIn, now);
            }
        } else if (!isCharged(signIn.eventKey(), now)) {
            granted.put(signIn.eventKey(), new Grant(signIn.userId(), isReserved, now));
            evidence.require(
                    evidence.isAskedLate(now)
                            || (inWindow(signIn, false, now) <= policy.mails()
                                    && inWindow(signIn, true, now) <= policy.reserved()),
                    () -> "the quota of " + signIn.userId() + " is exceeded with " + signIn.eventKey());
        }
    }

    void toldInDigest(String eventKey) {
        toldInDigests.add(eventKey);
    }

    boolean isToldInDigest(String eventKey) {
        return toldInDigests.contains(eventKey);
    }

    boolean isGranted(String eventKey) {
        return granted.containsKey(eventKey);
    }

    private void refused(SignIn signIn, Instant now) {
        evidence.require(
                !isCharged(signIn.eventKey(), now), () -> signIn.eventKey() + " is over quota after it was paid for");
        evidence.require(
                inWindow(signIn, false, now) >= policy.mails(),
                () -> signIn.eventKey() + " is over quota although " + signIn.userId() + " has mails left");
    }

    private boolean isCharged(String eventKey, Instant now) {
        Grant grant = granted.get(eventKey);
        return grant != null && grant.at().isAfter(now.minus(policy.window()));
    }

    private long inWindow(SignIn signIn, boolean isReserved, Instant now) {
        Instant began = now.minus(policy.window());
        return granted.values().stream()
                .filter(grant -> Objects.equals(grant.userId(), signIn.userId())
                        && grant.isReserved() == isReserved
                        && grant.at().isAfter(began))
                .count();
    }
}
