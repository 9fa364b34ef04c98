/** Dead letters with the same cause, counted. */
@NullMarked
package dev.elch.dlq.group;

import org.jspecify.annotations.NullMarked;
