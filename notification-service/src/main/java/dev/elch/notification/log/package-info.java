/** Keeps an outage from filling the log. */
@NullMarked
package dev.elch.notification.log;

import org.jspecify.annotations.NullMarked;
