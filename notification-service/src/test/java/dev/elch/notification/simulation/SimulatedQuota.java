package dev.elch.notification.simulation;

import dev.elch.notification.delivery.SignIn;
import dev.elch.notification.quota.Quota;
import dev.elch.notification.quota.QuotaDecision;
import dev.elch.notification.quota.QuotaDecision.OverQuota;
import java.time.Instant;
import java.util.Optional;

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
    public QuotaDecision ask(SignIn signIn, boolean mayBeRefused, Instant now) {
        String key = signIn.eventKey();
        Optional<OverQuota> earlier = mayBeRefused && !world.has(Bug.REFUSAL_FORGOTTEN)
                ? world.askedOfDatabase(
                        instance, "refusal " + key, () -> world.quota().refusal(key))
                : Optional.empty();
        if (earlier.isPresent()) {
            return earlier.get();
        }
        QuotaDecision decision = world.askedOfDatabase(instance, "quota " + key, () -> {
            SignIn paying = world.has(Bug.QUOTA_CHARGED_PER_QUESTION) ? another(signIn) : signIn;
            QuotaDecision charged = world.quota().charge(paying, now);
            world.evidence().charges().decided(signIn, charged, now);
            return charged;
        });
        return decision instanceof OverQuota refused
                ? world.askedOfDatabase(instance, "keep refusal " + key, () -> {
                    if (world.evidence().isClaimHeld()) {
                        world.evidence().charges().toldInDigest(key);
                    }
                    return world.quota().keep(key, refused);
                })
                : decision;
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
