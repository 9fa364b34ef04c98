package dev.elch.notification.provider;

/**
 * What became of a mail after a provider took it. Reports come late, twice and in any order; a state is only ever replaced by
 * one that is further on.
 */
public enum MailState {
    ACCEPTED(0, false),
    /** The provider works on it. */
    PROCESSED(1, false),
    /** The recipient's server wants it later; the provider keeps trying. */
    DEFERRED(2, false),
    DELIVERED(3, true),
    /** Refused for what it is or where it comes from; the address is good. */
    BLOCKED(4, true),
    /** The provider did not try, because of what it knows about the address. */
    DROPPED(5, true),
    /** Refused for good: there is no such mailbox. */
    BOUNCED(6, true);

    private final int rank;
    private final boolean isTerminal;

    MailState(int rank, boolean isTerminal) {
        this.rank = rank;
        this.isTerminal = isTerminal;
    }

    /** Whether nothing more is to come, but for a bounce of a mail that first looked delivered. */
    public boolean isTerminal() {
        return isTerminal;
    }

    /** The state that is further on. A server may take a mail and return it later, so a bounce outranks a delivery. */
    public MailState advancedBy(MailState reported) {
        return reported.rank > rank ? reported : this;
    }
}
