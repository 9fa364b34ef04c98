/** The command line: the verbs of the API for a terminal and for scripts. Knows the service by its API alone. */
@NullMarked
package dev.elch.dlq.cli;

import org.jspecify.annotations.NullMarked;
