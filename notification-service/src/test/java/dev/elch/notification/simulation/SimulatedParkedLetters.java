package dev.elch.notification.simulation;

import dev.elch.notification.ledger.LedgerUnavailableException;
import dev.elch.notification.retry.Envelope;
import dev.elch.notification.retry.ParkedLetters;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Parked letters as one instance reaches them. */
final class SimulatedParkedLetters implements ParkedLetters {

    private final World world;
    private final SimulatedInstance instance;
    private final Map<String, Envelope> letters;

    SimulatedParkedLetters(World world, SimulatedInstance instance, Map<String, Envelope> letters) {
        this.world = world;
        this.instance = instance;
        this.letters = letters;
    }

    @Override
    public boolean park(Envelope letter, Instant now) {
        if (world.has(Bug.DEAD_LETTER_DROPPED_WHEN_THE_TOPIC_FAILS)) {
            return true;
        }
        try {
            return world.askedOfDatabase(instance, "park " + ParkedLetters.idOf(letter), () -> {
                letters.putIfAbsent(ParkedLetters.idOf(letter), letter);
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
                "look for parked letters",
                () -> letters.entrySet().stream()
                        .limit(limit)
                        .map(letter -> new Parked(letter.getKey(), letter.getValue()))
                        .toList());
    }

    @Override
    public void defer(String id, Instant now) {
        Envelope letter = letters.remove(id);
        if (letter != null) {
            letters.put(id, letter);
        }
    }

    @Override
    public void remove(String id) {
        var unused = world.askedOfDatabase(instance, "remove parked " + id, () -> letters.remove(id) != null);
    }
}
