/** A MongoDB server on loopback: a real {@code mongod} if there is one, otherwise the embedded one. */
@NullMarked
package dev.elch.testkit.stack.database;

import org.jspecify.annotations.NullMarked;
