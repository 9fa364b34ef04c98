/** Keeps dead letters, shows why they died, and sends them again or sets them aside. */
@NullMarked
package dev.elch.dlq;

import org.jspecify.annotations.NullMarked;
