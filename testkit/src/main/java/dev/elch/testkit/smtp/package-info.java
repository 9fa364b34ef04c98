/** An SMTP server that answers as a test wants it to, over real sockets. */
@NullMarked
package dev.elch.testkit.smtp;

import org.jspecify.annotations.NullMarked;
