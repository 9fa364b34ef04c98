/** Shows the mail that an event becomes, without sending it. */
@NullMarked
package dev.elch.notification.rendering;

import org.jspecify.annotations.NullMarked;
