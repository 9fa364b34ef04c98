/** One document per sign-in: login history and outbox in one, and how the event leaves it. */
@NullMarked
package dev.elch.auth.outbox;

import org.jspecify.annotations.NullMarked;
