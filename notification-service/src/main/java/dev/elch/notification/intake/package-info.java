/** Reads records, decides when and how many are worked on, and commits what is done. */
@NullMarked
package dev.elch.notification.intake;

import org.jspecify.annotations.NullMarked;
