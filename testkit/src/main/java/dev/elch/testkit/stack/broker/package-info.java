/** A real Kafka broker on loopback. */
@NullMarked
package dev.elch.testkit.stack.broker;

import org.jspecify.annotations.NullMarked;
