package dev.elch.notification.quota;

import java.time.Instant;

/**
 * One mail that a user was charged for.
 *
 * @param reserved whether it was paid out of the reserve for new devices
 */
record Charge(String eventKey, Instant at, boolean reserved) {}
