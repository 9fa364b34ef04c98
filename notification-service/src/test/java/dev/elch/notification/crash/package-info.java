/** Real processes that are killed, and what has to be true when others have finished their work. */
package dev.elch.notification.crash;
