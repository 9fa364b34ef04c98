package dev.elch.dlq.alert;

import java.net.URI;
import java.time.Instant;

/**
 * A condition that a person should look at.
 *
 * @param id cause and window: of two with the same id there is one
 * @param rule {@code new_cause}, {@code rate}, {@code oldest_open} or {@code trouble}
 * @param group fingerprint of the group; empty: it is about no group
 * @param text one line for people, without addresses
 * @param link to the group or the page about the system in the console
 */
public record Alert(String id, String rule, String group, String text, URI link, Instant at) {}
