package dev.elch.notification.simulation;

import dev.elch.contract.DeliveryHeaders;
import dev.elch.contract.Topics;
import dev.elch.notification.delivery.SignIn;
import dev.elch.notification.record.Envelope;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs one schedule from its seed to rest, and says which promises were broken. */
final class Simulation {

    private static final int MOST_ROUNDS = 3;
    private static final String UNREADABLE = "no event";

    private final World world;
    private final Group group;
    private final Set<String> replayed = new HashSet<>();
    private int lettersSeen;
    private boolean isUnreadable;

    private Simulation(World world) {
        this.world = world;
        this.group = new Group(world);
    }

    /** What came of a schedule: the same for the same seed. */
    record Result(long seed, List<String> violations, Map<String, Integer> counts, List<String> trace) {}

    static Result run(long seed, @Nullable Bug bug, boolean isTraced) {
        World world = new World(seed, bug, isTraced);
        try {
            new Simulation(world).run();
        } catch (AssertionError e) {
            world.evidence().require(false, () -> String.valueOf(e.getMessage()));
        }
        Evidence evidence = world.evidence();
        return new Result(seed, evidence.violations(), evidence.counts(), evidence.trace());
    }

    private void run() {
        Dice dice = world.dice();
        world.evidence().onAppend(this::appended);
        for (int instance = 0; instance < world.scenario().instances(); instance++) {
            world.time().after(dice.millis(0, 5_000), group::join);
        }
        int events = dice.from(1, 8);
        for (int event = 0; event < events; event++) {
            publishSomeTime("event-" + event, event);
        }
        if (dice.happens(0.1)) {
            isUnreadable = true;
            world.time()
                    .after(dice.millis(0, 20_000), () -> world.append(Topics.USER_SIGNED_IN, World.first(UNREADABLE)));
        }
        for (int troubles = dice.from(0, 3); troubles > 0; troubles--) {
            boolean isStop = dice.happens(0.3);
            world.time().after(dice.millis(0, 120_000), isStop ? group::restartOne : () -> group.rebalance(0.5));
        }
        world.time().run();
        Promises promises = new Promises(world);
        promises.check();
        if (isUnreadable) {
            promises.checkUnreadable(UNREADABLE);
        }
    }

    private void publishSomeTime(String key, int number) {
        Dice dice = world.dice();
        Duration when = dice.millis(0, 20_000).plus(Duration.ofMinutes(dice.happens(0.1) ? dice.from(40, 70) : 0));
        SignIn signIn = Scenario.signIn(dice, number, VirtualTime.START.plus(when));
        world.signedIn(signIn, dice.happens(0.2));
        Envelope first = World.first(key);
        world.time().after(when, () -> world.append(Topics.USER_SIGNED_IN, first));
        for (int copies = dice.happens(0.3) ? dice.from(1, 2) : 0; copies > 0; copies--) {
            world.time().after(when.plus(dice.millis(0, 90_000)), () -> world.append(Topics.USER_SIGNED_IN, first));
        }
    }

    private void appended() {
        group.planPolls();
        List<Envelope> letters = world.broker().deadLetters();
        while (lettersSeen < letters.size()) {
            considerReplay(letters.get(lettersSeen++));
        }
    }

    /** As an operator does who looks at the dead letters; each once, and none whose mail may be out already. */
    private void considerReplay(Envelope letter) {
        DeliveryHeaders headers = letter.headers();
        boolean isUnknown = headers.cause() != null && headers.cause().kind().equals("unknown");
        boolean isWanted = headers.eventKey() != null
                && headers.round() < MOST_ROUNDS
                && !(isUnknown && world.scenario().isPark())
                && world.dice().happens(world.scenario().replays());
        if (isWanted && replayed.add(headers.eventKey() + " " + headers.round())) {
            DeliveryHeaders next = headers.replayed();
            int round = next.round();
            DeliveryHeaders written = world.has(Bug.REPLAY_ROUND_NOT_INCREASED)
                    ? new DeliveryHeaders(headers.eventKey(), 1, headers.round(), null, null, null, headers.origin(), 0)
                    : next;
            world.time().after(world.dice().millis(100, 120_000), () -> {
                world.evidence().replayed(String.valueOf(headers.eventKey()), round);
                world.append(Topics.REPLAY, letter.with(written));
            });
        }
    }
}
