package dev.elch.notification.digest;

/** Where a digest stands. */
enum DigestState {
    /** Takes sign-ins until it is due. */
    OPEN,
    /** Claimed; nothing was handed over yet. */
    CLAIMED,
    /** Being handed over: if its lease ends like this, it may be out. */
    SENDING,
    /** Could not be delivered and is tried again. */
    WAITING,
    /** Accepted by the provider. Final. */
    SENT,
    /** No mail, and no action is needed: suppressed address, too late, nothing to tell. Final. */
    DROPPED,
    /** Refused for good. Final. */
    DEAD,
    /** It may be out or not, and is not sent again. Final. */
    UNKNOWN;

    boolean isFinal() {
        return compareTo(SENT) >= 0;
    }
}
