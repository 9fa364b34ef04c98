/** What must be there before the service starts, and how it says that something is missing. */
@NullMarked
package dev.elch.notification.start;

import org.jspecify.annotations.NullMarked;
