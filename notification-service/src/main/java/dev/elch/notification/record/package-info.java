/** Records on their way: what they hold and carry, and how they are published. */
@NullMarked
package dev.elch.notification.record;

import org.jspecify.annotations.NullMarked;
