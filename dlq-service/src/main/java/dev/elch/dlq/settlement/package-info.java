/** What became of replayed dead letters. */
@NullMarked
package dev.elch.dlq.settlement;

import org.jspecify.annotations.NullMarked;
