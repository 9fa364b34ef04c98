package dev.elch.notification.intake;

import java.time.Duration;

/**
 * How often a record is tried that fails in a way that was not foreseen. Pure.
 *
 * @param tries in all; then it becomes a dead letter
 * @param firstPause before the second try; every further pause is twice as long
 * @param longestPause at most
 */
public record FailureRules(int tries, Duration firstPause, Duration longestPause) {

    private static final int MOST_DOUBLINGS = 30;

    public FailureRules {
        if (tries < 1) {
            throw new IllegalArgumentException("elch.intake.failure-tries is " + tries + ": it must be at least 1");
        }
    }

    boolean isOver(int failures) {
        return failures >= tries;
    }

    /** How long to wait after failure number {@code failures}, from 1. */
    Duration pauseAfter(int failures) {
        Duration doubled = firstPause.multipliedBy(1L << Math.min(MOST_DOUBLINGS, failures - 1));
        return doubled.compareTo(longestPause) < 0 ? doubled : longestPause;
    }
}
