package dev.elch.notification.intake;

/**
 * How much is done at once.
 *
 * @param running records worked on at the same time
 * @param runningPerPartition of which may be of one partition
 * @param liveReserve how many of {@code running} retries leave to live traffic
 * @param parkedPerPartition fetched records that wait; a partition with more is not fetched from
 * @param spanPerPartition offsets between the committed position and the last fetched one; a partition with more is not
 *     fetched from
 */
public record WorkLimits(
        int running, int runningPerPartition, int liveReserve, int parkedPerPartition, int spanPerPartition) {

    public WorkLimits {
        requirePositive("running", running);
        requirePositive("running-per-partition", runningPerPartition);
        requirePositive("parked-per-partition", parkedPerPartition);
        requirePositive("span-per-partition", spanPerPartition);
        if (liveReserve < 0 || liveReserve >= running) {
            throw new IllegalArgumentException("elch.intake.live-reserve is " + liveReserve
                    + ": it must be at least 0 and below elch.intake.running, " + running);
        }
    }

    private static void requirePositive(String name, int number) {
        if (number < 1) {
            throw new IllegalArgumentException("elch.intake." + name + " is " + number + ": it must be at least 1");
        }
    }
}
