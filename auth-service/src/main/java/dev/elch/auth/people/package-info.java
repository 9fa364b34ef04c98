/** People who operate the system: who they are, and how a console gets short-lived tokens for them. */
@NullMarked
package dev.elch.auth.people;

import org.jspecify.annotations.NullMarked;
