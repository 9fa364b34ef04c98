/** Tells the sign-ins beyond a user's quota in one mail at the end of the window. */
@NullMarked
package dev.elch.notification.digest;

import org.jspecify.annotations.NullMarked;
