package dev.elch.notification.provider;

/** What a provider's answer means, in one word; used in reasons, attempt journals and meters. */
public final class ReasonKind {

    /** Nothing was sent: the provider is unreachable, does not answer, or says that it is down. */
    public static final String PROVIDER_DOWN = "provider_down";

    /** Too many recent failures were the provider's; its circuit breaker is open. */
    public static final String BREAKER_OPEN = "breaker_open";

    /** The limit of concurrent mails is reached. */
    public static final String PROVIDER_BUSY = "provider_busy";

    /** The provider limits our rate. */
    public static final String RATE_LIMITED = "rate_limited";

    /** Our user name and password, or our key, were refused. */
    public static final String LOGIN_REFUSED = "login_refused";

    /** The provider does not accept our sender address. */
    public static final String SENDER_REFUSED = "sender_refused";

    /** The provider refuses to relay for us. */
    public static final String RELAY_REFUSED = "relay_refused";

    /** Our sending quota is used up. */
    public static final String QUOTA_EXHAUSTED = "quota_exhausted";

    /** Our account's region does not allow it. */
    public static final String DATA_RESIDENCY = "data_residency";

    /** The certificate or the host name of the server cannot be trusted. */
    public static final String TLS_UNTRUSTED = "tls_untrusted";

    /** Encryption is required and not offered. */
    public static final String TLS_MISSING = "tls_missing";

    /** The recipient's server cannot authenticate us by SPF, DKIM or DMARC. */
    public static final String SENDER_NOT_AUTHENTICATED = "sender_not_authenticated";

    /** The recipient's server greylists: it takes the mail at a later try. */
    public static final String GREYLISTED = "greylisted";

    /** The recipient currently receives more mail than allowed. */
    public static final String RECEIVING_TOO_FAST = "receiving_too_fast";

    public static final String MAILBOX_FULL = "mailbox_full";

    /** There is no such mailbox or no such domain. */
    public static final String BAD_ADDRESS = "bad_address";

    /** The recipient does not want our mail. */
    public static final String UNSUBSCRIBED = "unsubscribed";

    /** The recipient called our mail spam. */
    public static final String SPAM_REPORT = "spam_report";

    /** Refused for what it is or where it comes from. */
    public static final String POLICY = "policy";

    /** Our bug: the mail or the request is malformed. */
    public static final String MESSAGE_BUG = "message_bug";

    /** Refused for now, for a reason that no rule knows. */
    public static final String TRY_LATER = "try_later";

    /** Refused for good, for a reason that no rule knows. */
    public static final String REFUSED = "refused";

    /** An answer outside the protocol. */
    public static final String PROTOCOL_ERROR = "protocol_error";

    /** The whole mail was handed over, and the answer was lost. */
    public static final String ANSWER_LOST = "answer_lost";

    private ReasonKind() {}
}
