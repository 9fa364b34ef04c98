/** Finding dead letters by a filter. */
@NullMarked
package dev.elch.dlq.search;

import org.jspecify.annotations.NullMarked;
