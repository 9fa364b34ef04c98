/** The mail that a dead letter would have become. */
@NullMarked
package dev.elch.dlq.mail;

import org.jspecify.annotations.NullMarked;
