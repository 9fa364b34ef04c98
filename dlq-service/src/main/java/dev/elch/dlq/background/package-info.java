/** Work that runs while the service serves. */
@NullMarked
package dev.elch.dlq.background;

import org.jspecify.annotations.NullMarked;
