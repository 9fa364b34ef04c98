package dev.elch.notification.record;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** A broker that takes everything unless it is told otherwise, and can be looked into. */
public final class FakeRoutes implements Routes {

    private final Map<String, List<Envelope>> published = new LinkedHashMap<>();
    private BiFunction<String, Envelope, Published> answer = (topic, envelope) -> Published.YES;

    /** What to answer from now on, by topic and record. */
    public void answer(BiFunction<String, Envelope, Published> next) {
        answer = next;
    }

    /** What every topic answers from now on. */
    public void answer(Published next) {
        answer = (topic, envelope) -> next;
    }

    /** What a topic has taken, oldest first. */
    public List<Envelope> on(String topic) {
        return published.getOrDefault(topic, List.of());
    }

    public boolean isEmpty() {
        return published.isEmpty();
    }

    @Override
    public Published publish(String topic, Envelope envelope) {
        Published what = answer.apply(topic, envelope);
        if (what == Published.YES) {
            published.computeIfAbsent(topic, name -> new ArrayList<>()).add(envelope);
        }
        return what;
    }
}
