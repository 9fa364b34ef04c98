/** The order to erase a person from every collection. */
@NullMarked
package dev.elch.dlq.erasure;

import org.jspecify.annotations.NullMarked;
