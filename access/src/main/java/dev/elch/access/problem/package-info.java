/** How an API answers a request that it cannot serve: problems as of RFC 9457, the same in every service. */
@NullMarked
package dev.elch.access.problem;

import org.jspecify.annotations.NullMarked;
