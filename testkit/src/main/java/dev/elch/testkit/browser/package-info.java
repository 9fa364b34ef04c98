/** What tests ask of a page in a browser. */
@NullMarked
package dev.elch.testkit.browser;

import org.jspecify.annotations.NullMarked;
