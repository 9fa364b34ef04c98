/** A database server that speaks MongoDB's protocol and keeps what it acknowledged; README.md says what it supports. */
@NullMarked
package dev.elch.embeddedmongo;

import org.jspecify.annotations.NullMarked;
