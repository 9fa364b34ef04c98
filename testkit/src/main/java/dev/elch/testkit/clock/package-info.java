/** Time that stands still until a test moves it. */
@NullMarked
package dev.elch.testkit.clock;

import org.jspecify.annotations.NullMarked;
