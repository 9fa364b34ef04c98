/** The work on replay jobs in the background. */
@NullMarked
package dev.elch.dlq.replay.run;

import org.jspecify.annotations.NullMarked;
