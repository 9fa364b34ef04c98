/** Who operates the system: roles, and how a console gets short-lived tokens for users who have one. */
@NullMarked
package dev.elch.auth.authorization;

import org.jspecify.annotations.NullMarked;
