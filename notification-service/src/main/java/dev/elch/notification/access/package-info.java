/** Who may call: tokens for machines, roles for people, a limit for everybody; closed by default. */
@NullMarked
package dev.elch.notification.access;

import org.jspecify.annotations.NullMarked;
