package dev.elch.benchmarks.bench;

import java.nio.file.Path;

/** The contestants. */
enum Kind {
    ELCH(
            "elch",
            "Elch: notification-service with ledger, duplicates, quota, retry topics, attempt journal",
            "MongoDB protocol on the embedded store: every answer after an fsync"),
    FLOOR(
            "kafka-listener",
            "A plain Kafka listener that only sends: no ledger, no duplicates dropped, no quota, no retries",
            "none"),
    BULL(
            "bull",
            "Bull 4 + Redis + job log in Postgres + nodemailer pool: duplicates by job id, quota, retries with backoff",
            "Redis without persistence of each write (appendfsync everysec); Postgres with synchronous_commit=off"),
    BULLMQ(
            "bullmq",
            "BullMQ 6 + Redis + job log in Postgres + nodemailer pool: duplicates by job id, quota, retries with backoff",
            "Redis without persistence of each write (appendfsync everysec); Postgres with synchronous_commit=off");

    private final String label;
    private final String description;
    private final String durability;

    Kind(String label, String description, String durability) {
        this.label = label;
        this.description = description;
        this.durability = durability;
    }

    String label() {
        return label;
    }

    String description() {
        return description;
    }

    /** What its stores promise of a write that was acknowledged. */
    String durability() {
        return durability;
    }

    /** Starts it with fresh, empty servers in {@code folder}; returns when it takes work. */
    Contestant start(Path folder, SmtpSink sink) {
        return switch (this) {
            case ELCH -> KafkaContestant.elch(folder, sink);
            case FLOOR -> KafkaContestant.listener(folder, sink);
            case BULL -> NodeContestant.start("bull.js", folder, sink);
            case BULLMQ -> NodeContestant.start("bullmq.js", folder, sink);
        };
    }
}
