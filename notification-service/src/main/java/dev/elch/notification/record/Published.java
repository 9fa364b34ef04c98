package dev.elch.notification.record;

/** What came of publishing a record. */
public enum Published {
    /** Every in-sync replica has it. */
    YES,
    /** It is not known to be there, and may be there all the same: to be tried again. */
    NOT_NOW,
    /** The topic never takes this record as it is: it is too large, for example. */
    NEVER
}
