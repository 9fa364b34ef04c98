package dev.elch.notification.intake;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a partition stands, for meters.
 *
 * @param lane what it carries
 * @param parked records that wait
 * @param overdueSince since when the longest due one waits; null when none is due
 */
public record PartitionState(
        Lane lane, int parked, @Nullable Instant overdueSince) {}
