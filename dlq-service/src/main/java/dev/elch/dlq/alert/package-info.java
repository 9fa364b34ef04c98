/** Alerts to people outside: each is sent once per window, and offered again until it was accepted. */
@NullMarked
package dev.elch.dlq.alert;

import org.jspecify.annotations.NullMarked;
