/** The job API: hand in a notification, see what became of it. */
@NullMarked
package dev.elch.notification.jobs;

import org.jspecify.annotations.NullMarked;
