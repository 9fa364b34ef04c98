/** Threads that must not wait: those on which answers arrive. */
@NullMarked
package dev.elch.testkit.blocking;

import org.jspecify.annotations.NullMarked;
