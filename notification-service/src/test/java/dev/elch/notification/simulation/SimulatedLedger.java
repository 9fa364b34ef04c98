package dev.elch.notification.simulation;

import dev.elch.contract.DeliveryState;
import dev.elch.notification.ledger.Claim;
import dev.elch.notification.ledger.ClaimRequest;
import dev.elch.notification.ledger.ClaimResult;
import dev.elch.notification.ledger.DeliveryLedger;
import dev.elch.notification.ledger.FinalFailure;
import dev.elch.notification.ledger.JournalEntry;
import dev.elch.notification.ledger.LedgerEntry;
import dev.elch.notification.ledger.Verdict;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The ledger as one instance reaches it: every answer may be lost, before or after the move. */
final class SimulatedLedger implements DeliveryLedger {

    private final World world;
    private final SimulatedInstance instance;

    SimulatedLedger(World world, SimulatedInstance instance) {
        this.world = world;
        this.instance = instance;
    }

    @Override
    public ClaimResult claim(ClaimRequest request, Instant now) {
        return world.askedOfDatabase(instance, "claim " + request.eventKey(), () -> {
            world.actingAs(instance);
            ClaimResult result = world.ledger().claim(proven(request, now), now);
            ClaimResult mistaken = mistaken(request, result);
            if (mistaken instanceof ClaimResult.Claimed won) {
                world.evidence().claimed(won.claim());
            }
            return mistaken;
        });
    }

    @Override
    public Optional<LedgerEntry> findAwaited(ClaimRequest request, Instant now) {
        return world.askedOfDatabase(
                instance,
                "find awaited " + request.eventKey(),
                () -> world.ledger().findAwaited(request, now));
    }

    @Override
    public Optional<Claim> claimToSend(ClaimRequest request, String provider, Instant now) {
        return world.askedOfDatabase(instance, "claim to send " + request.eventKey(), () -> {
            Optional<Claim> claimed = world.has(Bug.ATTEMPT_SENT_THAT_IS_NOT_AWAITED)
                    ? Optional.of(claim(request, entry(request.eventKey()).fence(), true, null))
                    : world.ledger().claimToSend(request, provider, now);
            claimed.ifPresent(claim -> {
                world.evidence().claimed(claim);
                world.evidence().handedOver(claim, instance, now);
            });
            return claimed;
        });
    }

    @Override
    public void takeBack(ClaimRequest request, JournalEntry attempt, Instant claimed, Instant now) {
        world.askedOfDatabase(instance, "take back " + request.eventKey(), () -> {
            world.ledger().takeBack(request, attempt, claimed, now);
            return true;
        });
    }

    @Override
    public boolean handOver(Claim claim, String provider, Instant now) {
        return world.askedOfDatabase(instance, "hand over " + claim.eventKey(), () -> {
            boolean isOurs = world.ledger().handOver(claim, provider, now)
                    || world.has(Bug.LOST_CLAIM_SENDS_ALL_THE_SAME)
                    || world.has(Bug.SAME_ATTEMPT_CLAIMED_TWICE);
            if (isOurs) {
                world.evidence().handedOver(claim, instance, now);
            }
            return isOurs;
        });
    }

    @Override
    public boolean noteFailure(Claim claim, FinalFailure failure) {
        return world.askedOfDatabase(instance, "condemn " + claim.eventKey(), () -> {
            boolean isNoted = world.ledger().noteFailure(held(claim), failure)
                    || world.has(Bug.LOST_CLAIM_DEAD_LETTERS_ALL_THE_SAME);
            if (isNoted) {
                world.evidence().condemned(claim, failure);
            }
            return isNoted;
        });
    }

    @Override
    public boolean settle(Claim claim, Verdict verdict, JournalEntry attempt, Instant now) {
        return world.askedOfDatabase(instance, "settle " + claim.eventKey() + " as " + verdict.state(), () -> {
            Verdict meant = world.has(Bug.UNKNOWN_SETTLED_AS_SENT) && verdict.state() == DeliveryState.UNKNOWN
                    ? Verdict.sent(claim, verdict.provider(), "")
                    : verdict;
            boolean isSettled = world.ledger().settle(held(claim), meant, attempt, now);
            if (isSettled) {
                world.evidence().settled(claim, meant);
            }
            return isSettled;
        });
    }

    @Override
    public boolean resolve(String eventKey, Verdict verdict, JournalEntry report, Instant now) {
        return world.askedOfDatabase(instance, "resolve", () -> world.ledger().resolve(eventKey, verdict, report, now));
    }

    @Override
    public Optional<LedgerEntry> find(String eventKey, Instant now) {
        return world.askedOfDatabase(instance, "find", () -> world.ledger().find(eventKey, now));
    }

    private ClaimRequest proven(ClaimRequest request, Instant now) {
        if (!world.has(Bug.PROOF_TAKEN_FOR_ANOTHER_CLAIM)) {
            return request;
        }
        long fence = world.ledger()
                .find(request.eventKey(), now)
                .map(LedgerEntry::fence)
                .orElse(0L);
        return new ClaimRequest(
                request.eventKey(),
                request.userId(),
                request.round(),
                request.attempt(),
                request.payloadHash(),
                request.maskedAddress(),
                request.isEdited(),
                request.heldFor(),
                fence);
    }

    private ClaimResult mistaken(ClaimRequest request, ClaimResult result) {
        if (result instanceof ClaimResult.HeldByAnother && world.has(Bug.HELD_RECORD_TAKEN_FOR_HANDLED)) {
            return new ClaimResult.AlreadyHandled(entry(request.eventKey()), false);
        }
        if (result instanceof ClaimResult.AlreadyHandled handled && world.has(Bug.SAME_ATTEMPT_CLAIMED_TWICE)) {
            return new ClaimResult.Claimed(
                    claim(request, handled.entry().fence(), handled.entry().isHandedOver(), null));
        }
        if (result instanceof ClaimResult.Claimed won && world.has(Bug.TAKE_OVER_FORGETS_THE_UNKNOWN)) {
            return new ClaimResult.Claimed(claim(
                    request,
                    won.claim().fence(),
                    won.claim().isHandedOver(),
                    won.claim().failure()));
        }
        if (result instanceof ClaimResult.Claimed won && world.has(Bug.HAND_OVER_FORGOTTEN)) {
            return new ClaimResult.Claimed(
                    claimed(won.claim(), false, won.claim().failure()));
        }
        if (result instanceof ClaimResult.Claimed won && world.has(Bug.TAKE_OVER_FORGETS_THE_FAILURE)) {
            return new ClaimResult.Claimed(claimed(won.claim(), won.claim().isHandedOver(), null));
        }
        return result;
    }

    private Claim held(Claim claim) {
        return world.has(Bug.LEDGER_IGNORES_THE_FENCE)
                ? new Claim(
                        claim.eventKey(),
                        claim.round(),
                        claim.attempt(),
                        entry(claim.eventKey()).fence(),
                        claim.heldFor(),
                        claim.firstAttemptAt(),
                        claim.isHandedOver(),
                        claim.unknowns(),
                        claim.failure())
                : claim;
    }

    private static Claim claimed(Claim claim, boolean isHandedOver, @Nullable FinalFailure failure) {
        return new Claim(
                claim.eventKey(),
                claim.round(),
                claim.attempt(),
                claim.fence(),
                claim.heldFor(),
                claim.firstAttemptAt(),
                isHandedOver,
                claim.unknowns(),
                failure);
    }

    private Claim claim(ClaimRequest request, long fence, boolean isHandedOver, @Nullable FinalFailure failure) {
        return new Claim(
                request.eventKey(),
                request.round(),
                request.attempt(),
                fence,
                request.heldFor(),
                world.time().instant(),
                isHandedOver,
                0,
                failure);
    }

    private LedgerEntry entry(String eventKey) {
        return world.ledger().find(eventKey, world.time().instant()).orElseThrow();
    }
}
