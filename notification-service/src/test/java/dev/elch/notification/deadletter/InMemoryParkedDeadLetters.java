package dev.elch.notification.deadletter;

import dev.elch.notification.record.Envelope;
import dev.elch.notification.record.Published;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parked dead letters in memory. */
public final class InMemoryParkedDeadLetters implements ParkedDeadLetters {

    private final Map<String, Envelope> deadLetters = new LinkedHashMap<>();
    private final Map<String, Published> reasons = new LinkedHashMap<>();

    @Override
    public boolean park(Envelope deadLetter, Published why, Instant now) {
        String id = ParkedDeadLetters.idOf(deadLetter);
        deadLetters.putIfAbsent(id, deadLetter);
        reasons.putIfAbsent(id, why);
        return true;
    }

    @Override
    public List<Parked> oldest(int limit) {
        return deadLetters.entrySet().stream()
                .limit(limit)
                .map(entry -> new Parked(entry.getKey(), entry.getValue()))
                .toList();
    }

    @Override
    public void defer(String id, Published why, Instant now) {
        Envelope deadLetter = deadLetters.remove(id);
        if (deadLetter != null) {
            deadLetters.put(id, deadLetter);
            reasons.put(id, why);
        }
    }

    @Override
    public Map<Published, Long> counts() {
        Map<Published, Long> counts = new EnumMap<>(Published.class);
        reasons.values().forEach(why -> counts.merge(why, 1L, Long::sum));
        return counts;
    }

    @Override
    public void remove(String id) {
        deadLetters.remove(id);
        reasons.remove(id);
    }
}
