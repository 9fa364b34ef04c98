/** A real schema registry on loopback, and what a deployment tells it. */
@NullMarked
package dev.elch.testkit.stack.registry;

import org.jspecify.annotations.NullMarked;
