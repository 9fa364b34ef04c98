/** Everything in one command: starts the services and all that they need on this machine, and stops them again. */
@NullMarked
package dev.elch.playground;

import org.jspecify.annotations.NullMarked;
