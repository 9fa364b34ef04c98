package dev.elch.notification.intake;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a partition stands, for meters.
 *
 * @param lane what it carries
 * @param parked records that wait
 * @param overdueSince since when the longest due one waits; null when none is due
 * @param position what may be committed
 * @param holderDue since when the record at {@code position} is due; null when everything that was fetched is completed
 */
public record PartitionState(
        Lane lane,
        int parked,
        @Nullable Instant overdueSince,
        long position,
        @Nullable Instant holderDue) {}
