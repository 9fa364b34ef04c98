package dev.elch.notification.quota;

import dev.elch.notification.delivery.SignIn;
import dev.elch.notification.quota.QuotaDecision.OverQuota;
import dev.elch.notification.quota.UserQuota.Asked;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A quota that forgets with the process, in the steps that a crash can come between; for simulations. */
public final class InMemoryQuota {

    private final QuotaPolicy policy;
    private final Map<String, UserQuota> quotasByUser = new HashMap<>();
    private final Map<String, OverQuota> refusalsByEvent = new HashMap<>();

    public InMemoryQuota(QuotaPolicy policy) {
        this.policy = policy;
    }

    public Duration toleratedSkew() {
        return UserQuota.toleratedSkew(policy);
    }

    public Optional<OverQuota> refusal(String eventKey) {
        return Optional.ofNullable(refusalsByEvent.get(eventKey));
    }

    public QuotaDecision charge(SignIn signIn, Instant now) {
        UserQuota before = quotasByUser.getOrDefault(signIn.userId(), UserQuota.UNUSED);
        Asked asked = before.ask(signIn.eventKey(), signIn.newDevice(), policy, now);
        quotasByUser.put(signIn.userId(), asked.after());
        return asked.decision();
    }

    /** Remembers {@code refusal} unless there is one already; gives the one that holds. */
    public OverQuota keep(String eventKey, OverQuota refusal) {
        OverQuota earlier = refusalsByEvent.putIfAbsent(eventKey, refusal);
        return earlier == null ? refusal : earlier;
    }
}
