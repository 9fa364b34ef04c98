package dev.elch.notification.provider;

import dev.elch.notification.delivery.Outcome;

/**
 * Which provider answered, and what its answer means.
 *
 * @param provider name of the provider that gave the answer, after a failover not the one that was used first
 */
public record Handover(String provider, Outcome outcome) {}
