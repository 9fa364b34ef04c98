/** Everything that the services need around them, on loopback: broker, registry, database. */
@NullMarked
package dev.elch.testkit.stack;

import org.jspecify.annotations.NullMarked;
