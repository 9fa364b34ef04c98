package dev.elch.notification.delivery;

/** What an answer means for later mails to the same address. */
public enum Suppression {
    /** Later mails are tried as usual. */
    NONE,
    /** No mail for 24 hours: the mailbox is full. */
    FOR_A_DAY,
    /** No mail until an operator lifts it: the address does not exist or its owner complained. */
    UNTIL_LIFTED
}
