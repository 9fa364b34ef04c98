/** Setting dead letters aside and taking them back. */
@NullMarked
package dev.elch.dlq.discard;

import org.jspecify.annotations.NullMarked;
