/** The words of delivering: what is delivered, what came of it, and what is done about it. Imports only the JDK. */
@NullMarked
package dev.elch.notification.delivery;

import org.jspecify.annotations.NullMarked;
