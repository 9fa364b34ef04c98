/** auth-service: people sign in here, and an event tells the others. */
@NullMarked
package dev.elch.auth;

import org.jspecify.annotations.NullMarked;
