package dev.elch.notification.quota;

import dev.elch.notification.quota.QuotaDecision.Granted;
import dev.elch.notification.quota.QuotaDecision.OverQuota;
import dev.elch.notification.quota.QuotaDecision.Reserved;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one user has used of the quota: pure arithmetic, no store.
 *
 * <p>Never holds more charges than the policy allows in two windows. Charges are kept for {@link #TOLERATED_SKEW} longer
 * than they count, so that an instance whose clock runs behind still counts all that one with a fast clock charged.
 *
 * @param charges of the last window and a little more, in the order in which they were made
 * @param digestDue when the last digest that was opened goes out; null when there was none
 */
record UserQuota(List<Charge> charges, @Nullable Instant digestDue) {

    static final Duration TOLERATED_SKEW = Duration.ofMinutes(1);
    static final UserQuota UNUSED = new UserQuota(List.of(), null);

    UserQuota {
        charges = List.copyOf(charges);
    }

    /** @param after what to store; equal to what was before when there is nothing to store */
    record Asked(QuotaDecision decision, UserQuota after) {}

    Asked ask(String eventKey, boolean newDevice, QuotaPolicy policy, Instant now) {
        Instant windowBegan = now.minus(policy.window());
        for (Charge charge : charges) {
            if (charge.eventKey().equals(eventKey) && charge.at().isAfter(windowBegan)) {
                return new Asked(charge.reserved() ? new Reserved() : new Granted(), this);
            }
        }
        List<Instant> regular = counted(false, windowBegan);
        if (regular.size() < policy.mails()) {
            return new Asked(new Granted(), charged(new Charge(eventKey, now, false), policy));
        }
        List<Instant> reserved = counted(true, windowBegan);
        if (newDevice && reserved.size() < policy.reserved()) {
            return new Asked(new Reserved(), charged(new Charge(eventKey, now, true), policy));
        }
        Instant windowEnds = regular.get(regular.size() - policy.mails()).plus(policy.window());
        return refused(windowEnds, policy, now);
    }

    private List<Instant> counted(boolean reserved, Instant windowBegan) {
        return charges.stream()
                .filter(charge -> charge.reserved() == reserved && charge.at().isAfter(windowBegan))
                .map(Charge::at)
                .sorted()
                .toList();
    }

    private UserQuota charged(Charge charge, QuotaPolicy policy) {
        Instant forgotten = charge.at().minus(policy.window()).minus(toleratedSkew(policy));
        List<Charge> kept = new ArrayList<>(charges);
        kept.removeIf(old -> !old.at().isAfter(forgotten) || old.eventKey().equals(charge.eventKey()));
        kept.add(charge);
        return new UserQuota(kept, digestDue);
    }

    /** How far behind the clock of an instance may be, or what it read there may be old, for the quota to hold. */
    static Duration toleratedSkew(QuotaPolicy policy) {
        return TOLERATED_SKEW.compareTo(policy.window()) < 0 ? TOLERATED_SKEW : policy.window();
    }

    private Asked refused(Instant windowEnds, QuotaPolicy policy, Instant now) {
        if (digestDue != null && digestDue.isAfter(now)) {
            return new Asked(new OverQuota(windowEnds, digestDue), this);
        }
        Instant afterLastDigest = digestDue == null ? windowEnds : digestDue.plus(policy.window());
        Instant due = afterLastDigest.isAfter(windowEnds) ? afterLastDigest : windowEnds;
        return new Asked(new OverQuota(windowEnds, due), new UserQuota(charges, due));
    }
}
