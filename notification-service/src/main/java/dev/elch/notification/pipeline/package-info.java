/** The way of one event from its bytes to a settled outcome. */
@NullMarked
package dev.elch.notification.pipeline;

import org.jspecify.annotations.NullMarked;
