/** Consumes sign-ins, writes the mail, delivers it, retries, gives up into the dead letters. */
@NullMarked
package dev.elch.notification;

import org.jspecify.annotations.NullMarked;
