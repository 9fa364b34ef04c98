/** Suppressed addresses, which notification-service keeps: this service only asks for them. */
@NullMarked
package dev.elch.dlq.suppression;

import org.jspecify.annotations.NullMarked;
