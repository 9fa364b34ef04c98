/** Edits of what a dead letter says: checked against the schema, approved by a second person where that is wanted, and replayed. */
@NullMarked
package dev.elch.dlq.edit;

import org.jspecify.annotations.NullMarked;
