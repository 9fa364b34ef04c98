/** The provider for machines that must not send mail: it logs a line instead. */
@NullMarked
package dev.elch.notification.provider.logonly;

import org.jspecify.annotations.NullMarked;
