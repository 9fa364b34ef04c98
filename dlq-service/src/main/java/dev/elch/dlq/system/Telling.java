package dev.elch.dlq.system;

/** How often people are told of a finding that lasts. */
public enum Telling {
    /** As long as it is there. */
    EVERY_HOUR,

    /** Again only when its numbers have changed: it stays until a service is restarted. */
    ONCE,

    /** Another alert is about it, or it is not worth one. */
    NEVER
}
