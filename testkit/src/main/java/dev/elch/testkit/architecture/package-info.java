/** The rules of the house, checked on compiled classes. */
@NullMarked
package dev.elch.testkit.architecture;

import org.jspecify.annotations.NullMarked;
