package dev.elch.dlq.problem;

import java.util.Map;
import java.util.TreeMap;

/** The request conflicts with the current state; nothing was changed. */
public final class ConflictException extends RuntimeException {

    @SuppressWarnings("serial") // it is never serialized
    private final Map<String, Object> properties;

    /**
     * @param what a sentence that says how things are and what to do
     * @param properties what a program needs to go on
     */
    public ConflictException(String what, Map<String, ?> properties) {
        super(what);
        this.properties = new TreeMap<>(properties);
    }

    Map<String, Object> properties() {
        return Map.copyOf(properties);
    }
}
