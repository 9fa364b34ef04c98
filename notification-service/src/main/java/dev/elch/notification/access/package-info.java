/** Which role may call what here, and how often; {@code dev.elch.access} authenticates the caller. */
@NullMarked
package dev.elch.notification.access;

import org.jspecify.annotations.NullMarked;
