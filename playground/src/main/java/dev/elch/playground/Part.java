package dev.elch.playground;

import java.util.List;
import java.util.Set;

/** What the playground is made of. */
enum Part {
    DATABASE("database"),
    BROKER("broker"),
    REGISTRY("schema registry"),
    MAILBOX("mailbox"),
    GITHUB("stand-in for GitHub"),
    TOPICS("topics and schemas"),
    AUTH("auth-service"),
    NOTIFICATION("notification-service"),
    DLQ("dlq-service");

    /** First those who would complain about the others. Parts of one step stop together. */
    static final List<Set<Part>> STOP_ORDER = List.of(
            Set.of(AUTH, NOTIFICATION, DLQ), Set.of(REGISTRY, GITHUB, MAILBOX), Set.of(BROKER), Set.of(DATABASE));

    private final String label;

    Part(String label) {
        this.label = label;
    }

    /** As users read it; of a service also the name of its folder. */
    String label() {
        return label;
    }
}
