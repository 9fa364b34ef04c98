/** The audit log: who did what and why, in a chain in which every later change shows. */
@NullMarked
package dev.elch.dlq.audit;

import org.jspecify.annotations.NullMarked;
