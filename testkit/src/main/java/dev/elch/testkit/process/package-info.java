/** Programs as processes of their own: start, wait until ready, stop, kill, freeze. */
@NullMarked
package dev.elch.testkit.process;

import org.jspecify.annotations.NullMarked;
