/** Who may call: API tokens of machines, JWTs of people, roles, and what a viewer does not get to see. */
@NullMarked
package dev.elch.access;

import org.jspecify.annotations.NullMarked;
