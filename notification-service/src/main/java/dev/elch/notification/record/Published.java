package dev.elch.notification.record;

/** What came of publishing a record. */
public enum Published {
    /** Every in-sync replica has it. */
    YES,
    /** It is not known to be there, and may be there all the same: to be tried again. */
    NOT_NOW,
    /** The topic never takes this record: it is larger than the topic or the producer allows. */
    TOO_LARGE,
    /** The topic never takes this record: the broker calls it invalid. */
    INVALID,
    /** The topic takes no record of ours until an operator lets us write to it. */
    NOT_AUTHORIZED;

    /** Whether trying again as it is changes nothing. */
    public boolean isNever() {
        return this == TOO_LARGE || this == INVALID || this == NOT_AUTHORIZED;
    }

    /** Whether a shorter record in its place may be taken. */
    boolean dependsOnTheRecord() {
        return this == TOO_LARGE || this == INVALID;
    }
}
