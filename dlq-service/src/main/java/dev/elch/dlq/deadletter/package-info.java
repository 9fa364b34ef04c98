/** The dead letters themselves: what they are, how they are kept, and how they are shown. */
@NullMarked
package dev.elch.dlq.deadletter;

import org.jspecify.annotations.NullMarked;
