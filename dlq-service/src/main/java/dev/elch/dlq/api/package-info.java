/** The HTTP side: what is asked of us, and the problem details we answer with. */
@NullMarked
package dev.elch.dlq.api;

import org.jspecify.annotations.NullMarked;
