package dev.elch.notification.pipeline;

/** Points between two durable steps of a delivery, where a crash would be most telling. */
public enum Milestone {
    CLAIMED,
    BEFORE_HAND_OVER,
    ACCEPTED_NOT_RECORDED,
    REFUSED_NOT_RECORDED,
    RETRY_PUBLISHED_NOT_RECORDED,
    FAILURE_NOTED_NOT_DEAD_LETTERED,
    DEAD_LETTER_PUBLISHED_NOT_RECORDED,
    RECORDED_NOT_ANNOUNCED,
    ANNOUNCED_NOT_COMMITTED
}
