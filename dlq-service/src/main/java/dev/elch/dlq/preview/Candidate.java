package dev.elch.dlq.preview;

import dev.elch.dlq.deadletter.DeadLetterSummary;

/**
 * What a preview has to know of a dead letter.
 *
 * @param version goes up with every change
 * @param group fingerprint of its group
 * @param kind cause kind
 * @param code provider code; empty: none
 */
public record Candidate(DeadLetterSummary summary, long version, String group, String kind, String code) {}
