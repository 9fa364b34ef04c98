/** What whose role may call here, and how often; who somebody is, {@code dev.elch.access} knows. */
@NullMarked
package dev.elch.notification.access;

import org.jspecify.annotations.NullMarked;
