/** Ports of this machine. */
@NullMarked
package dev.elch.testkit.net;

import org.jspecify.annotations.NullMarked;
