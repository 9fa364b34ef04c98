/** How dead letters come from the topic into the database. */
@NullMarked
package dev.elch.dlq.intake;

import org.jspecify.annotations.NullMarked;
