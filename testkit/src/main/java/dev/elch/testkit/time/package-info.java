/** Time that a test moves. */
@NullMarked
package dev.elch.testkit.time;

import org.jspecify.annotations.NullMarked;
