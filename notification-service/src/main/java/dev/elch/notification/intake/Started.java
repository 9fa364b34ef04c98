package dev.elch.notification.intake;

/**
 * Work in progress; given back to the board exactly once.
 *
 * @param work what is done
 * @param partition where it is counted, even after the partition has gone
 * @param isProbe whether it is to find out if a paused provider works again
 */
public record Started(Work work, PartitionWork partition, boolean isProbe) {}
