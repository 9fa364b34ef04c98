package dev.elch.notification.quota;

import dev.elch.notification.delivery.SignIn;
import dev.elch.notification.quota.UserQuota.Asked;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** A quota that forgets with the process; for tests and simulations. */
public final class InMemoryQuota implements Quota {

    private final QuotaPolicy policy;
    private final Map<String, UserQuota> quotasByUser = new HashMap<>();
    private final Map<String, QuotaDecision> decisionsByEvent = new HashMap<>();

    public InMemoryQuota(QuotaPolicy policy) {
        this.policy = policy;
    }

    @Override
    public synchronized QuotaDecision ask(SignIn signIn, Instant now) {
        return decisionsByEvent.computeIfAbsent(signIn.eventKey(), eventKey -> {
            UserQuota before = quotasByUser.getOrDefault(signIn.userId(), UserQuota.UNUSED);
            Asked asked = before.ask(eventKey, signIn.newDevice(), policy, now);
            quotasByUser.put(signIn.userId(), asked.after());
            return asked.decision();
        });
    }
}
