/** What an act on many dead letters would concern, before it is done. */
@NullMarked
package dev.elch.dlq.preview;

import org.jspecify.annotations.NullMarked;
