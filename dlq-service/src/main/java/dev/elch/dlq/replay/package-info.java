/** Sends dead letters again: durable jobs over a frozen membership, followed to the final outcome of every dead letter. */
@NullMarked
package dev.elch.dlq.replay;

import org.jspecify.annotations.NullMarked;
