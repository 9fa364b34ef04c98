package dev.elch.notification.simulation;

import dev.elch.notification.intake.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The processes that share the partitions: they come, go, crash and take partitions over from each other. */
final class Group {

    private static final Duration DRAIN_AT_MOST = Duration.ofSeconds(10);

    private final World world;
    private final List<SimulatedInstance> members = new ArrayList<>();
    private final Map<Source, SimulatedInstance> owners = new LinkedHashMap<>();
    private final Set<Source> moving = new HashSet<>();
    private int born;

    Group(World world) {
        this.world = world;
    }

    void join() {
        String name = "process-" + ++born;
        SimulatedInstance[] self = new SimulatedInstance[1];
        SimulatedInstance instance = new SimulatedInstance(world, name, () -> crashed(Objects.requireNonNull(self[0])));
        self[0] = instance;
        members.add(instance);
        world.evidence().trace(instance, "joins");
        rebalance(0.5);
    }

    /** Moves some partitions, each with this likelihood, and all that belong to none. */
    void rebalance(double moved) {
        world.evidence().count("rebalances");
        for (Source source : world.broker().sources()) {
            SimulatedInstance owner = owners.get(source);
            if (owner == null && !moving.contains(source)) {
                assign(source);
            } else if (owner != null
                    && owner.isAlive()
                    && !moving.contains(source)
                    && world.dice().happens(moved)) {
                takeAway(source, owner);
            }
        }
    }

    void planPolls() {
        members.forEach(SimulatedInstance::planPoll);
    }

    /** An orderly stop of one, and a new one in its place. */
    void restartOne() {
        if (!members.isEmpty()) {
            SimulatedInstance leaving = world.dice().oneOf(members);
            members.remove(leaving);
            world.evidence().trace(leaving, "stops");
            List<Source> owned = new ArrayList<>();
            owners.forEach((source, owner) -> {
                if (owner.equals(leaving)) {
                    owned.add(source);
                }
            });
            owned.forEach(source -> takeAway(source, leaving));
            world.time().after(DRAIN_AT_MOST.plusSeconds(11), leaving::crash);
            world.time().after(world.dice().millis(100, 70_000), this::join);
        }
    }

    private void takeAway(Source source, SimulatedInstance owner) {
        moving.add(source);
        boolean isLost = members.contains(owner) && world.dice().happens(0.3);
        if (isLost) {
            world.evidence().trace(owner, "loses " + source);
            moved(source, owner);
            return;
        }
        world.evidence().trace(owner, "gives up " + source);
        owner.leaving(source);
        drain(source, owner, world.time().instant().plus(DRAIN_AT_MOST));
    }

    private void drain(Source source, SimulatedInstance owner, Instant latest) {
        boolean isThrough = owner.begun(source) == 0;
        if (!owner.isAlive()) {
            return; // the one that noticed has it assigned anew
        }
        if (isThrough || !world.time().instant().isBefore(latest)) {
            owner.commit(List.of(source));
            moved(source, owner);
            return;
        }
        world.time().after(world.dice().millis(10, 1_000), () -> drain(source, owner, latest));
    }

    private void moved(Source source, SimulatedInstance owner) {
        owner.gone(source);
        owners.remove(source);
        moving.remove(source);
        assign(source);
    }

    private void assign(Source source) {
        if (!members.isEmpty()) {
            SimulatedInstance next = world.dice().oneOf(members);
            owners.put(source, next);
            world.evidence().trace(next, "gets " + source);
            next.assigned(source);
        }
    }

    private void crashed(SimulatedInstance gone) {
        boolean isMember = members.remove(gone);
        world.time().after(world.dice().millis(10, 45_000), () -> expelled(gone));
        if (isMember) {
            world.time().after(world.dice().millis(50, 70_000), this::join);
        }
    }

    private void expelled(SimulatedInstance gone) {
        for (Source source : world.broker().sources()) {
            @Nullable SimulatedInstance owner = owners.get(source);
            if (gone.equals(owner)) {
                owners.remove(source);
                moving.remove(source);
                assign(source);
            }
        }
    }
}
