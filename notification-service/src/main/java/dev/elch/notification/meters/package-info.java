/** What this service counts and measures. */
@NullMarked
package dev.elch.notification.meters;

import org.jspecify.annotations.NullMarked;
