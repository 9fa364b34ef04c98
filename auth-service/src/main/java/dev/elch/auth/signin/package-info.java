/** Who signed in, with what: the facts, and how GitHub tells them. */
@NullMarked
package dev.elch.auth.signin;

import org.jspecify.annotations.NullMarked;
