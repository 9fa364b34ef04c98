/** Tokens of people, good and bad ones. */
@NullMarked
package dev.elch.testkit.token;

import org.jspecify.annotations.NullMarked;
