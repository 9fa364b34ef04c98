/** The wiring of sign-in, sign-out and what is open to whom. */
@NullMarked
package dev.elch.auth.security;

import org.jspecify.annotations.NullMarked;
