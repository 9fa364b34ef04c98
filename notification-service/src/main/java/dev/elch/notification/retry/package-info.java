/** The retry chain: when an event is tried again, and on which topic it waits. */
@NullMarked
package dev.elch.notification.retry;

import org.jspecify.annotations.NullMarked;
