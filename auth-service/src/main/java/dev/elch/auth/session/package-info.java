/** Sessions that can be revoked, and that survive an absent database. */
@NullMarked
package dev.elch.auth.session;

import org.jspecify.annotations.NullMarked;
