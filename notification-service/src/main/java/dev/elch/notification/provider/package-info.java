/** Who takes the mail: SMTP, SendGrid, or a log line; and what each of their answers means. */
@NullMarked
package dev.elch.notification.provider;

import org.jspecify.annotations.NullMarked;
