/** How many mails one user gets, and what becomes of the sign-ins beyond that. */
@NullMarked
package dev.elch.notification.quota;

import org.jspecify.annotations.NullMarked;
