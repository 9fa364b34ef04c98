/** Which role may call what, and the API tokens that admins create; {@code dev.elch.access} identifies the callers. */
@NullMarked
package dev.elch.dlq.access;

import org.jspecify.annotations.NullMarked;
