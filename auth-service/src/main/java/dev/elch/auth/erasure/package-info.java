/** Erasing a person: what each collection keeps about them, and its end. */
@NullMarked
package dev.elch.auth.erasure;

import org.jspecify.annotations.NullMarked;
