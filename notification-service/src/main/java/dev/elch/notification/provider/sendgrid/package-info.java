/** Mail over SendGrid's HTTP API: what its answers mean, and what it reports later. */
@NullMarked
package dev.elch.notification.provider.sendgrid;

import org.jspecify.annotations.NullMarked;
