/** What whose role may call here, and the tokens that admins make; who somebody is, {@code dev.elch.access} knows. */
@NullMarked
package dev.elch.dlq.access;

import org.jspecify.annotations.NullMarked;
