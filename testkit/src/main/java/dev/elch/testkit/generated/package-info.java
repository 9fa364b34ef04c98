/** Input that nobody thought of. */
@NullMarked
package dev.elch.testkit.generated;

import org.jspecify.annotations.NullMarked;
