package dev.elch.dlq.api;

import java.util.Map;
import java.util.TreeMap;

/** The request conflicts with the current state; nothing was changed. */
final class ConflictException extends RuntimeException {

    private final Map<String, String> properties;

    /**
     * @param what a sentence that says how things are and what to do
     * @param properties what a program needs to go on
     */
    ConflictException(String what, Map<String, String> properties) {
        super(what);
        this.properties = new TreeMap<>(properties);
    }

    Map<String, String> properties() {
        return Map.copyOf(properties);
    }
}
