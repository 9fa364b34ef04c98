package dev.elch.notification.simulation;

import dev.elch.contract.DeliveryHeaders;
import dev.elch.contract.Topics;
import dev.elch.notification.delivery.SignIn;
import dev.elch.notification.ledger.ClaimRules;
import dev.elch.notification.ledger.InMemoryDeliveryLedger;
import dev.elch.notification.ledger.LedgerUnavailableException;
import dev.elch.notification.quota.InMemoryQuota;
import dev.elch.notification.record.Envelope;
import dev.elch.notification.suppression.InMemorySuppressedAddresses;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Everything that outlives a process: time, broker, database, chance, and what was seen to happen. */
final class World {

    static final Duration LEASE = Duration.ofSeconds(60);
    static final Duration WINDOW = Duration.ofDays(40);

    private static final int MOST_FAULTS = 25;

    private final Dice dice;
    private final VirtualTime time;
    private final Scenario scenario;
    private final @Nullable Bug bug;
    private final Evidence evidence;
    private final SimulatedBroker broker;
    private final InMemoryDeliveryLedger ledger = new InMemoryDeliveryLedger(new ClaimRules("none", LEASE, WINDOW));
    private final InMemoryQuota quota;
    private final InMemorySuppressedAddresses suppressed = new InMemorySuppressedAddresses();
    private final Map<String, Envelope> parked = new LinkedHashMap<>();
    private final Map<String, SignIn> signIns = new LinkedHashMap<>();
    private final List<String> stubborn = new ArrayList<>();
    private int faults;

    World(long seed, @Nullable Bug bug, boolean isTraced) {
        SplittableRandom random = new SplittableRandom(seed);
        this.dice = new Dice(random.split());
        this.time = new VirtualTime(random.split());
        this.bug = bug;
        this.scenario = Scenario.drawn(dice);
        this.evidence = new Evidence(this, isTraced);
        this.broker = new SimulatedBroker(time, dice, topics(scenario));
        this.quota = new InMemoryQuota(scenario.quota());
    }

    /**
     * A point between two effects of a process: others may go on, time may pass, and the process may end.
     *
     * @param what for the trace
     */
    void step(SimulatedInstance who, String what) {
        who.requireAlive();
        evidence.trace(who, what);
        if (!time.isDeep() && dice.happens(0.04)) {
            time.pass(dice.millis(0, 400));
            who.requireAlive();
        } else if (!time.isDeep() && isSlow(0.3)) {
            time.pass(longerThanALease());
            who.requireAlive();
        }
        if (breaks(scenario.crash())) {
            evidence.trace(who, "CRASHES");
            evidence.count("crashes");
            who.crash();
            who.requireAlive();
        }
    }

    <T> T askedOfDatabase(SimulatedInstance who, String what, Supplier<T> asked) {
        step(who, what);
        boolean isLost = breaks(scenario.database());
        if (isLost && dice.happens(0.5)) {
            evidence.trace(who, what + ": no answer, nothing happened");
            throw lost(what);
        }
        T answer = asked.get();
        step(who, isLost ? what + ": it happened, the answer is lost" : evidence.answered(what, answer));
        if (isLost) {
            throw lost(what);
        }
        return answer;
    }

    /**
     * Whether something now takes as long as it should never take.
     *
     * @param share how likely it is beside a mail, which is 1
     */
    boolean isSlow(double share) {
        return time.instant().isBefore(scenario.calm()) && dice.happens(scenario.slow() * share);
    }

    /** Or nearly so. */
    Duration longerThanALease() {
        return dice.millis(40_000, 150_000);
    }

    /** Whether something of this likelihood breaks now. */
    boolean breaks(double probability) {
        boolean isFault = faults < MOST_FAULTS && time.instant().isBefore(scenario.calm()) && dice.happens(probability);
        faults += isFault ? 1 : 0;
        return isFault;
    }

    boolean has(Bug mistake) {
        return bug == mistake;
    }

    void actingAs(SimulatedInstance who) {
        ledger.actAs(new ClaimRules(who.name(), has(Bug.LEASE_IGNORED_AT_TAKE_OVER) ? Duration.ZERO : LEASE, WINDOW));
    }

    void append(String topic, Envelope envelope) {
        broker.append(topic, envelope);
        evidence.appended(topic, envelope);
    }

    /** Publishes a record a moment later, if the process lives then. */
    void delay(SimulatedInstance who, Runnable publish) {
        time.after(Duration.ofMillis(300), () -> {
            if (who.isAlive()) {
                publish.run();
            }
        });
    }

    void signedIn(SignIn signIn, boolean isHardToTell) {
        signIns.put(signIn.eventKey(), signIn);
        if (isHardToTell) {
            stubborn.add(signIn.eventKey());
        }
    }

    static Envelope first(String value) {
        byte[] bytes = value.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return new Envelope(Envelope.Content.of(bytes), Envelope.Content.of(bytes), DeliveryHeaders.first(), List.of());
    }

    private static List<String> topics(Scenario scenario) {
        return Stream.concat(
                        Stream.of(Topics.USER_SIGNED_IN, Topics.REPLAY),
                        Topics.RETRIES.stream().limit(scenario.delays().size()).map(Topics.RetryTopic::name))
                .toList();
    }

    private static LedgerUnavailableException lost(String what) {
        return new LedgerUnavailableException(what, new IllegalStateException("no answer"));
    }

    boolean isStubborn(String eventKey) {
        return stubborn.contains(eventKey);
    }

    Map<String, SignIn> signIns() {
        return signIns;
    }

    Dice dice() {
        return dice;
    }

    VirtualTime time() {
        return time;
    }

    Scenario scenario() {
        return scenario;
    }

    Evidence evidence() {
        return evidence;
    }

    SimulatedBroker broker() {
        return broker;
    }

    InMemoryDeliveryLedger ledger() {
        return ledger;
    }

    InMemoryQuota quota() {
        return quota;
    }

    InMemorySuppressedAddresses suppressed() {
        return suppressed;
    }

    Map<String, Envelope> parked() {
        return parked;
    }
}
