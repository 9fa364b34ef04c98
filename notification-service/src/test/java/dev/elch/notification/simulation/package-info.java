/** Whole lives of deliveries in virtual time: crashes, outages and rebalances at every step, from a seed. */
@NullMarked
package dev.elch.notification.simulation;

import org.jspecify.annotations.NullMarked;
