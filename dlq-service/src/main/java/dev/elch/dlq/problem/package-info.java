/** How a request that cannot be served is answered (RFC 9457). */
@NullMarked
package dev.elch.dlq.problem;

import org.jspecify.annotations.NullMarked;
