package dev.elch.dlq.deadletter;

/**
 * How many dead letters of a batch were stored.
 *
 * @param stored dead letters that were not there before
 * @param known copies of dead letters that were there already
 */
public record StoreResult(int stored, int known) {}
