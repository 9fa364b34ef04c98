package dev.elch.dlq.deadletter;

/**
 * What storing a batch of letters came to.
 *
 * @param stored letters that were not there before
 * @param known copies of letters that were there already
 */
public record Arrival(int stored, int known) {}
