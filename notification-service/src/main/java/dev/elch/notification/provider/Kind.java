package dev.elch.notification.provider;

/** The words for what providers answer, as they appear in reasons, journals and meters. */
public final class Kind {

    /** Nothing was sent: not reachable, not answering, or answering that it can not work. */
    public static final String PROVIDER_DOWN = "provider_down";

    /** Too many answers of late were of the kind that no mail is to blame for; the provider rests for a moment. */
    public static final String BREAKER_OPEN = "breaker_open";

    /** As many mails are on their way as we allow. */
    public static final String PROVIDER_BUSY = "provider_busy";

    /** The provider wants us to be slower. */
    public static final String RATE_LIMITED = "rate_limited";

    /** Our name and password, or our key, were refused. */
    public static final String LOGIN_REFUSED = "login_refused";

    /** Our sender address is not one that the provider sends for. */
    public static final String SENDER_REFUSED = "sender_refused";

    /** The provider does not talk to us at all. */
    public static final String RELAY_REFUSED = "relay_refused";

    /** What we paid for is used up. */
    public static final String QUOTA_EXHAUSTED = "quota_exhausted";

    /** The region of the account does not allow it. */
    public static final String DATA_RESIDENCY = "data_residency";

    /** The certificate or the host name of the server can not be trusted. */
    public static final String TLS_UNTRUSTED = "tls_untrusted";

    /** Encryption is required and not offered. */
    public static final String TLS_MISSING = "tls_missing";

    /** The recipient's server does not believe that the mail is ours: SPF, DKIM or DMARC. */
    public static final String SENDER_NOT_AUTHENTICATED = "sender_not_authenticated";

    /** The recipient's server wants to see the mail a second time. */
    public static final String GREYLISTED = "greylisted";

    /** The recipient gets more mail than allowed at the moment. */
    public static final String RECEIVING_TOO_FAST = "receiving_too_fast";

    public static final String MAILBOX_FULL = "mailbox_full";

    /** There is no such mailbox or no such domain. */
    public static final String BAD_ADDRESS = "bad_address";

    /** Refused for what it is or where it comes from. */
    public static final String POLICY = "policy";

    /** Our mistake: the mail or the request is not as it must be. */
    public static final String MESSAGE_BUG = "message_bug";

    /** Refused for a time, and no row of ours knows why. */
    public static final String TRY_LATER = "try_later";

    /** Refused for good, and no row of ours knows why. */
    public static final String REFUSED = "refused";

    /** An answer that the protocol does not know. */
    public static final String PROTOCOL_ERROR = "protocol_error";

    /** The whole mail was handed over, and the answer got lost. */
    public static final String ANSWER_LOST = "answer_lost";

    private Kind() {}
}
