/** What can be measured of this service. */
@NullMarked
package dev.elch.dlq.meter;

import org.jspecify.annotations.NullMarked;
