/** Tells the other services what became of each notification. */
@NullMarked
package dev.elch.notification.settled;

import org.jspecify.annotations.NullMarked;
