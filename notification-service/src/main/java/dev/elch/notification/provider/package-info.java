/** Mail providers: SMTP, SendGrid or a log line, their guards, and what their answers mean. */
@NullMarked
package dev.elch.notification.provider;

import org.jspecify.annotations.NullMarked;
