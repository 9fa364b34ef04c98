/** A mail server that delivers nothing: it keeps what it gets and shows it on a page and to tests. */
@NullMarked
package dev.elch.standin.mailbox;

import org.jspecify.annotations.NullMarked;
