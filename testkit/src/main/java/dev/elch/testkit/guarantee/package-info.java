/** The promises of the README as objects that listen to what happens and assert themselves at the end. */
@NullMarked
package dev.elch.testkit.guarantee;

import org.jspecify.annotations.NullMarked;
