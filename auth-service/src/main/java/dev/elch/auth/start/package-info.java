/** What is checked before the service starts to serve: who starts it wrongly is told what to change. */
@NullMarked
package dev.elch.auth.start;

import org.jspecify.annotations.NullMarked;
