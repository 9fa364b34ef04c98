/** "This wasn't me": a signed link takes a sign-in back. Opening it shows a page; only a button acts. */
@NullMarked
package dev.elch.auth.dispute;

import org.jspecify.annotations.NullMarked;
