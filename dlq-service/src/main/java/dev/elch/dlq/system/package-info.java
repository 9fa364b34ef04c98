/** How the services are. */
@NullMarked
package dev.elch.dlq.system;

import org.jspecify.annotations.NullMarked;
