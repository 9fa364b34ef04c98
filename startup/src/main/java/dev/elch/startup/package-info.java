/** What a service checks before it starts, how long it waits, and what it says when it cannot start. */
@NullMarked
package dev.elch.startup;

import org.jspecify.annotations.NullMarked;
