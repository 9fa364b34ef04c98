/** Who may call: tokens and roles, closed by default. */
@NullMarked
package dev.elch.dlq.access;

import org.jspecify.annotations.NullMarked;
