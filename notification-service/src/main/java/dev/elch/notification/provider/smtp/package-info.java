/** Mail over SMTP: kept connections, how far each conversation came, and what the server's answers mean. */
@NullMarked
package dev.elch.notification.provider.smtp;

import org.jspecify.annotations.NullMarked;
