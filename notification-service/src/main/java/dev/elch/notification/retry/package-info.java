/** The retry chain: when and where an event is tried again, and where it goes when nothing helps. */
@NullMarked
package dev.elch.notification.retry;

import org.jspecify.annotations.NullMarked;
