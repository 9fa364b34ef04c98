/** How requests are validated, and how a request that cannot be served is answered (RFC 9457). */
@NullMarked
package dev.elch.notification.problem;

import org.jspecify.annotations.NullMarked;
