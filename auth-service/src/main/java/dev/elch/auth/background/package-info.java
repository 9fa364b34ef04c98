/** Work that runs while the service serves. */
@NullMarked
package dev.elch.auth.background;

import org.jspecify.annotations.NullMarked;
