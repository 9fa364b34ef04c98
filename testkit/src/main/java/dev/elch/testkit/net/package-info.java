/** Ports of this machine, and real sockets on loopback for servers that must be able to misbehave. */
@NullMarked
package dev.elch.testkit.net;

import org.jspecify.annotations.NullMarked;
