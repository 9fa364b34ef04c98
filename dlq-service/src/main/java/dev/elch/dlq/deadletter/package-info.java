/** The dead letters themselves: how they are read, kept, grouped and found. */
@NullMarked
package dev.elch.dlq.deadletter;

import org.jspecify.annotations.NullMarked;
