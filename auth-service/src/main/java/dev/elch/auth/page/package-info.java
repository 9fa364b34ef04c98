/** The pages that people see, in Mongolian and English. */
@NullMarked
package dev.elch.auth.page;

import org.jspecify.annotations.NullMarked;
