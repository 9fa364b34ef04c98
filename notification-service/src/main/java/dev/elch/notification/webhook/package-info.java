/** What mail providers report after they took a mail: received, queued, applied. */
@NullMarked
package dev.elch.notification.webhook;

import org.jspecify.annotations.NullMarked;
