/** Tells people outside that letters need somebody: each thing once, and again and again until it was taken. */
@NullMarked
package dev.elch.dlq.alert;

import org.jspecify.annotations.NullMarked;
