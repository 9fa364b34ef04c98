package dev.elch.dlq.alert;

import java.net.URI;
import java.time.Instant;

/**
 * A condition that a person should look at.
 *
 * @param id cause and window: of two with the same id there is one
 * @param rule {@code new_cause}, {@code rate} or {@code oldest_open}
 * @param group fingerprint of the group
 * @param text one line for people, without addresses
 * @param link to the group in the console
 */
public record Alert(String id, String rule, String group, String text, URI link, Instant at) {}
