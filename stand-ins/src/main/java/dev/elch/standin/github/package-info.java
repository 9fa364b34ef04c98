/** A stand-in for the parts of GitHub that a sign-in needs, with people of every kind to sign in as. */
@NullMarked
package dev.elch.standin.github;

import org.jspecify.annotations.NullMarked;
