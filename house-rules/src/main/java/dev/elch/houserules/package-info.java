/** The rules of the house, checked on compiled classes. */
@NullMarked
package dev.elch.houserules;

import org.jspecify.annotations.NullMarked;
