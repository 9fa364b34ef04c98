/** A person who is to be erased, and what collections do for it. */
@NullMarked
package dev.elch.notification.person;

import org.jspecify.annotations.NullMarked;
