/** Every meter of the service. */
@NullMarked
package dev.elch.auth.meters;

import org.jspecify.annotations.NullMarked;
