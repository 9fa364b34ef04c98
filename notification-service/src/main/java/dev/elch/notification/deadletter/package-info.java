/** Where an event goes that cannot be delivered: to the dead-letter topic, or into the database until the topic takes it. */
@NullMarked
package dev.elch.notification.deadletter;

import org.jspecify.annotations.NullMarked;
