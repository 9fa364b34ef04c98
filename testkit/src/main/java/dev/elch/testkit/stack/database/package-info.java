/** A MongoDB on loopback: a real one where there is one, otherwise an embedded one that keeps what it acknowledged. */
@NullMarked
package dev.elch.testkit.stack.database;

import org.jspecify.annotations.NullMarked;
