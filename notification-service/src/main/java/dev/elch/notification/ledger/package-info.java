/** What became of every event, in the database: who may work on it, and what was tried. */
@NullMarked
package dev.elch.notification.ledger;

import org.jspecify.annotations.NullMarked;
