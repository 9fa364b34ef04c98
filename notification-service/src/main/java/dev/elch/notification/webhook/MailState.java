package dev.elch.notification.webhook;

/**
 * What became of a mail after a provider took it. Reports may be late, repeated and out of order; a state is only ever replaced
 * by a later one.
 */
public enum MailState {
    ACCEPTED(0, false),
    /** The provider is working on it. */
    PROCESSED(1, false),
    /** The recipient's server wants it later; the provider keeps trying. */
    DEFERRED(2, false),
    DELIVERED(3, true),
    /** Refused for its content or origin; the address is good. */
    BLOCKED(4, true),
    /** The provider did not try to deliver it. */
    DROPPED(5, true),
    /** Refused for good: there is no such mailbox. */
    BOUNCED(6, true);

    private final int rank;
    private final boolean isTerminal;

    MailState(int rank, boolean isTerminal) {
        this.rank = rank;
        this.isTerminal = isTerminal;
    }

    /** Whether no more reports are expected, except a bounce of a mail that first looked delivered. */
    public boolean isTerminal() {
        return isTerminal;
    }

    /** The later of both states. A server may accept a mail and return it later, so a bounce outranks a delivery. */
    public MailState advancedBy(MailState reported) {
        return reported.rank > rank ? reported : this;
    }
}
