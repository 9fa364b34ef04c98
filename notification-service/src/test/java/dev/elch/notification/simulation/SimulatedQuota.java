package dev.elch.notification.simulation;

import dev.elch.notification.delivery.SignIn;
import dev.elch.notification.quota.Quota;
import dev.elch.notification.quota.QuotaDecision;
import java.time.Instant;

/** The quota as one instance reaches it. */
final class SimulatedQuota implements Quota {

    private final World world;
    private final SimulatedInstance instance;
    private int asked;

    SimulatedQuota(World world, SimulatedInstance instance) {
        this.world = world;
        this.instance = instance;
    }

    @Override
    public QuotaDecision ask(SignIn signIn, Instant now) {
        return world.askedOfDatabase(instance, "quota " + signIn.eventKey(), () -> {
            SignIn paying = world.has(Bug.QUOTA_CHARGED_PER_ATTEMPT) ? another(signIn) : signIn;
            QuotaDecision decision = world.quota().ask(paying, now);
            world.evidence().charges().decided(signIn, decision, now);
            return decision;
        });
    }

    private SignIn another(SignIn signIn) {
        asked++;
        return new SignIn(
                signIn.eventKey() + "#" + instance.name() + asked,
                signIn.userId(),
                signIn.login(),
                signIn.email(),
                signIn.name(),
                signIn.provider(),
                signIn.ipAddress(),
                signIn.userAgent(),
                signIn.locale(),
                signIn.newDevice(),
                signIn.sessionId(),
                signIn.occurredAt());
    }
}
