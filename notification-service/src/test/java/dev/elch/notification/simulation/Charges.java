package dev.elch.notification.simulation;

import dev.elch.notification.delivery.SignIn;
import dev.elch.notification.quota.QuotaDecision;
import dev.elch.notification.quota.QuotaPolicy;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Watches the quota: never exceeded in any window, never refused without need, and asked twice it says the same. */
final class Charges {

    private final Evidence evidence;
    private final QuotaPolicy policy;
    private final Map<String, Grant> granted = new LinkedHashMap<>();

    Charges(Evidence evidence, QuotaPolicy policy) {
        this.evidence = evidence;
        this.policy = policy;
    }

    private record Grant(String userId, boolean isReserved, Instant at) {}

    void decided(SignIn signIn, QuotaDecision decision, Instant now) {
        boolean isReserved = decision instanceof QuotaDecision.Reserved;
        boolean isRefused = decision instanceof QuotaDecision.OverQuota;
        if (isRefused) {
            refused(signIn, now);
        } else if (!granted.containsKey(signIn.eventKey())) {
            granted.put(signIn.eventKey(), new Grant(signIn.userId(), isReserved, now));
            evidence.require(
                    inWindow(signIn, false, now) <= policy.mails() && inWindow(signIn, true, now) <= policy.reserved(),
                    () -> "the quota of " + signIn.userId() + " is exceeded with " + signIn.eventKey());
        }
    }

    boolean isGranted(String eventKey) {
        return granted.containsKey(eventKey);
    }

    private void refused(SignIn signIn, Instant now) {
        evidence.count("over quota");
        evidence.require(
                !isGranted(signIn.eventKey()), () -> signIn.eventKey() + " is over quota after it was paid for");
        evidence.require(
                inWindow(signIn, false, now) >= policy.mails(),
                () -> signIn.eventKey() + " is over quota although " + signIn.userId() + " has mails left");
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
