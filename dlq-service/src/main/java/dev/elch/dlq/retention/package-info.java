/** Letting go of dead letters that were kept long enough. */
@NullMarked
package dev.elch.dlq.retention;

import org.jspecify.annotations.NullMarked;
