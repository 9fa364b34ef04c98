/** Keeps dead letters, shows why their delivery failed, and replays or discards them. */
@NullMarked
package dev.elch.dlq;

import org.jspecify.annotations.NullMarked;
