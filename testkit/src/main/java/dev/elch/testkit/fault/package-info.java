/** What networks do to connections, on demand. */
@NullMarked
package dev.elch.testkit.fault;

import org.jspecify.annotations.NullMarked;
