/** A stand-in for SendGrid's HTTP API that answers as a test wants it to, over real sockets. */
@NullMarked
package dev.elch.testkit.sendgrid;

import org.jspecify.annotations.NullMarked;
