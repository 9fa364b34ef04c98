/** Replays without a person: one dead letter first, and the rest only when that one was delivered. */
@NullMarked
package dev.elch.dlq.automatic;

import org.jspecify.annotations.NullMarked;
