package dev.elch.notification.provider;

import dev.elch.notification.delivery.Outcome;

/**
 * Who answered, and what the answer means.
 *
 * @param provider name of the provider that gave the answer, which after a failover is not the one that was asked first
 */
public record Handover(String provider, Outcome outcome) {}
