package dev.elch.notification.simulation;

import dev.elch.contract.Topics;
import dev.elch.notification.delivery.Outcome;
import dev.elch.notification.delivery.Suppression;
import dev.elch.notification.intake.Source;
import dev.elch.notification.ledger.Claim;
import dev.elch.notification.ledger.FinalFailure;
import dev.elch.notification.ledger.Verdict;
import dev.elch.notification.pipeline.IncomingRecord;
import dev.elch.notification.record.Envelope;
import dev.elch.notification.settled.Settled;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sees what really happens, beside the code under test, and notes at once what must never happen. */
final class Evidence {

    private final World world;
    private final @Nullable List<String> trace;
    private final Charges charges;
    private final List<String> violations = new ArrayList<>();
    private final Map<String, Integer> counts = new TreeMap<>();
    private final Map<String, List<Sending>> sendings = new LinkedHashMap<>();
    private final Map<String, Sending> handedOver = new HashMap<>();
    private final Set<String> paid = new HashSet<>();
    private final Set<String> condemned = new HashSet<>();
    private final Set<String> refused = new HashSet<>();
    private final Map<SimulatedInstance, Instant> lastProbes = new HashMap<>();
    private final Map<Source, Set<Long>> done = new HashMap<>();
    private final List<Settled> announcements = new ArrayList<>();
    private final Map<String, Integer> replays = new LinkedHashMap<>();
    private final List<Runnable> whenAppended = new ArrayList<>();
    private @Nullable Begun current;

    Evidence(World world, boolean isTraced) {
        this.world = world;
        this.trace = isTraced ? new ArrayList<>() : null;
        this.charges = new Charges(this, world.scenario().quota());
    }

    void trace(SimulatedInstance who, String what) {
        if (trace != null) {
            trace.add(world.time().elapsed() + " " + who.name() + ": " + what);
        }
    }

    /** What to trace about an answer; short when it is not read. */
    String answered(String what, Object answer) {
        return trace == null ? what : what + ": " + answer;
    }

    void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    void require(boolean isKept, Supplier<String> violation) {
        if (!isKept) {
            String text = "at " + world.time().elapsed() + ": " + violation.get();
            violations.add(text);
            if (trace != null) {
                trace.add("!!! " + text);
            }
        }
    }

    /** Does something on behalf of a record, which was begun while the provider was paused or not. */
    <T> T during(IncomingRecord incoming, boolean isWhilePaused, Supplier<T> work) {
        Begun outer = current;
        current = new Begun(incoming, isWhilePaused);
        try {
            return work.get();
        } finally {
            current = outer;
        }
    }

    /** The handling of one record. */
    private static final class Begun {

        private final IncomingRecord incoming;
        private final boolean isWhilePaused;
        private @Nullable Claim claim;

        Begun(IncomingRecord incoming, boolean isWhilePaused) {
            this.incoming = incoming;
            this.isWhilePaused = isWhilePaused;
        }
    }

    /** @param at from when on the lease is counted */
    void handedOver(Claim claim, SimulatedInstance instance, Instant at) {
        paid.add(claim.eventKey());
        int number = sendingsOf(claim.eventKey()).size() + 1;
        handedOver.put(instance.name() + " " + claim.eventKey(), new Sending(claim, instance, at, number));
    }

    /** Whether a process slept so long before asking the quota that it need not hold. */
    boolean isAskedLate(Instant asked) {
        return asked.plus(world.quota().toleratedSkew()).isBefore(world.time().instant());
    }

    void claimed(Claim claim) {
        Objects.requireNonNull(current).claim = claim;
        boolean isPaid = paid.contains(claim.eventKey());
        require(
                isPaid == claim.isHandedOver(),
                () -> claim + " although it was " + (isPaid ? "" : "not ") + "paid for");
    }

    /** Whether the claim for the record in hand is still the latest on its event. */
    boolean isClaimHeld() {
        Claim claim = Objects.requireNonNull(Objects.requireNonNull(current).claim);
        return world.ledger()
                .find(claim.eventKey(), world.time().instant())
                .filter(entry -> entry.fence() == claim.fence())
                .isPresent();
    }

    /** Whether the event was condemned because there is no such address. */
    boolean isAddressRefused(String eventKey) {
        return refused.contains(eventKey);
    }

    boolean wasHandedOver(String eventKey) {
        return paid.contains(eventKey);
    }

    /** The provider is asked now. */
    Sending begins(String eventKey, SimulatedInstance instance) {
        Sending sending = Objects.requireNonNull(handedOver.get(instance.name() + " " + eventKey));
        Instant now = world.time().instant();
        Begun begun = Objects.requireNonNull(current);
        Instant due = begun.incoming.headers().dueAt();
        require(due == null || !now.isBefore(due), () -> eventKey + " is sent before " + due);
        String round = roundOf(sending.claim());
        require(!condemned.contains(round), () -> round + " is sent although its final failure is noted");
        checkAgainstEarlier(sending, now);
        checkAttempt(sending);
        checkProbe(begun, instance, now);
        require(charges.isGranted(eventKey), () -> eventKey + " is sent and the quota was not asked");
        require(!charges.isToldInDigest(eventKey), () -> eventKey + " is sent and told in a digest");
        sendingsOf(eventKey).add(sending);
        return sending;
    }

    void condemned(Claim claim, FinalFailure failure) {
        count("condemned");
        condemned.add(roundOf(claim));
        if (failure.suppression() == Suppression.UNTIL_LIFTED) {
            refused.add(claim.eventKey());
        }
    }

    private static String roundOf(Claim claim) {
        return claim.eventKey() + " in round " + claim.round();
    }

    void settled(Claim claim, Verdict verdict) {
        for (Sending sending : sendingsOf(claim.eventKey())) {
            if (sending.claim().fence() == claim.fence()) {
                sending.settled(verdict.state());
            }
        }
    }

    void announced(Settled settled) {
        announcements.add(settled);
    }

    void appended(String topic, Envelope envelope) {
        if (topic.equals(Topics.DEAD_LETTERS)) {
            count("dead letters");
        }
        if (trace != null) {
            trace.add(world.time().elapsed() + " " + topic + " gets " + envelope.headers());
        }
        whenAppended.forEach(Runnable::run);
    }

    void onAppend(Runnable told) {
        whenAppended.add(told);
    }

    void done(Source source, long offset) {
        done.computeIfAbsent(source, key -> new HashSet<>()).add(offset);
    }

    void committed(SimulatedInstance who, Source source, long position) {
        trace(who, "commit " + source + " at " + position);
        for (long offset = world.broker().committed(source); offset < position; offset++) {
            long open = offset;
            require(
                    done.getOrDefault(source, Set.of()).contains(open),
                    () -> source + " is committed at " + position + " although " + open + " is not done");
        }
    }

    /** A dead letter is sent round again, for this round. */
    void replayed(String eventKey, int round) {
        replays.merge(eventKey, round, Math::max);
        count("replays");
    }

    private void checkAgainstEarlier(Sending sending, Instant now) {
        for (Sending earlier : sendingsOf(sending.eventKey())) {
            String what = sending.eventKey() + " is sent again";
            require(!earlier.isRecordedAsSent(), () -> what + " although it is recorded as sent");
            require(
                    !earlier.isOpen() || earlier.isExcused(now),
                    () -> what + " although an earlier sending goes on at " + earlier.claim());
            Instant notBefore = earlier.notBefore();
            boolean isTooSoon = notBefore != null
                    && earlier.isRecorded()
                    && earlier.claim().round() == sending.claim().round()
                    && now.isBefore(notBefore);
            require(!isTooSoon, () -> what + " although the provider said not before " + notBefore);
        }
    }

    private void checkAttempt(Sending sending) {
        Claim claim = sending.claim();
        int most = world.scenario().delays().size() + 1;
        require(claim.attempt() <= most, () -> claim + " is more than " + most + " attempts");
        long used = sendingsOf(claim.eventKey()).stream()
                .filter(earlier -> earlier.claim().round() == claim.round() && earlier.usedAnAttempt())
                .count();
        require(claim.attempt() - 1 <= used, () -> claim + " although only " + used + " attempts are used");
    }

    /** What was begun before the pause is no probe. */
    private void checkProbe(Begun begun, SimulatedInstance instance, Instant now) {
        if (!begun.isWhilePaused) {
            return;
        }
        Instant last = lastProbes.put(instance, now);
        require(
                last == null || !now.isBefore(last.plus(SimulatedInstance.PROBE_EVERY)),
                () -> instance.name() + " probes a paused provider again after less than a second");
    }

    List<Sending> sendingsOf(String eventKey) {
        return sendings.computeIfAbsent(eventKey, key -> new ArrayList<>());
    }

    long taken(String eventKey) {
        return sendingsOf(eventKey).stream().filter(Sending::isTaken).count();
    }

    long answered(String eventKey, int round, Class<? extends Outcome> kind) {
        return sendingsOf(eventKey).stream()
                .filter(sending -> sending.claim().round() == round && sending.is(kind))
                .count();
    }

    Charges charges() {
        return charges;
    }

    List<Settled> announcements() {
        return announcements;
    }

    Map<String, Integer> replays() {
        return replays;
    }

    List<String> violations() {
        return violations;
    }

    Map<String, Integer> counts() {
        return counts;
    }

    List<String> trace() {
        return trace == null ? List.of() : trace;
    }
}
