package dev.elch.notification.simulation;

import dev.elch.notification.deadletter.ParkedDeadLetters;
import dev.elch.notification.ledger.LedgerUnavailableException;
import dev.elch.notification.record.Envelope;
import dev.elch.notification.record.Published;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Parked deadLetters as one instance reaches them. */
final class SimulatedParkedDeadLetters implements ParkedDeadLetters {

    private final World world;
    private final SimulatedInstance instance;
    private final Map<String, Envelope> deadLetters;

    SimulatedParkedDeadLetters(World world, SimulatedInstance instance, Map<String, Envelope> deadLetters) {
        this.world = world;
        this.instance = instance;
        this.deadLetters = deadLetters;
    }

    @Override
    public boolean park(Envelope deadLetter, Published why, Instant now) {
        if (world.has(Bug.DEAD_LETTER_DROPPED_WHEN_THE_TOPIC_FAILS)) {
            return true;
        }
        try {
            return world.askedOfDatabase(instance, "park " + ParkedDeadLetters.idOf(deadLetter), () -> {
                deadLetters.putIfAbsent(ParkedDeadLetters.idOf(deadLetter), deadLetter);
                world.evidence().count("parked");
                instance.planParkedRound();
                return true;
            });
        } catch (LedgerUnavailableException e) {
            return false;
        }
    }

    @Override
    public List<Parked> oldest(int limit) {
        return world.askedOfDatabase(
                instance,
                "look for parked dead letters",
                () -> deadLetters.entrySet().stream()
                        .limit(limit)
                        .map(deadLetter -> new Parked(deadLetter.getKey(), deadLetter.getValue()))
                        .toList());
    }

    @Override
    public void defer(String id, Published why, Instant now) {
        Envelope deadLetter = deadLetters.remove(id);
        if (deadLetter != null) {
            deadLetters.put(id, deadLetter);
        }
    }

    @Override
    public Map<Published, Long> counts() {
        return deadLetters.isEmpty() ? Map.of() : Map.of(Published.NOT_NOW, (long) deadLetters.size());
    }

    @Override
    public void remove(String id) {
        var unused = world.askedOfDatabase(instance, "remove parked " + id, () -> deadLetters.remove(id) != null);
    }
}
