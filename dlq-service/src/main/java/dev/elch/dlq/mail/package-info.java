/** The mail that a letter would have been. */
@NullMarked
package dev.elch.dlq.mail;

import org.jspecify.annotations.NullMarked;
