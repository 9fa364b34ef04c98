package dev.elch.notification.ledger;

/** The names of fields in the documents of the ledger. */
final class MongoLedgerFields {

    /** Masked. */
    static final String ADDRESS = "address";

    static final String AT = "at";
    static final String ATTEMPT = "attempt";
    static final String BODY_HASH = "bodyHash";
    static final String CODE = "code";
    static final String COMPLAINT = "complaint";
    static final String CREATED_AT = "createdAt";
    static final String DUE_AT = "dueAt";

    /** When the document may be forgotten. */
    static final String EXPIRE_AT = "expireAt";

    /** The final failure that a holder has noted; the stored name is older than the word. */
    static final String FAILURE = "death";

    static final String FENCE = "fence";
    static final String FIRST_ATTEMPT_AT = "firstAttemptAt";
    static final String HANDED_OVER = "handedOver";
    static final String HELD_FOR = "heldFor";

    /** Key of the event. */
    static final String ID = "_id";

    static final String JOB = "job";
    static final String JOURNAL = "journal";
    static final String KIND = "kind";
    static final String LATENCY_MILLIS = "latencyMillis";
    static final String LEASE_UNTIL = "leaseUntil";
    static final String MAIL = "mail";
    static final String MAY_BE_OUT = "mayBeOut";
    static final String OUTBOX = "outbox";
    static final String OUTCOME = "outcome";
    static final String OWNER = "owner";
    static final String PAYLOAD_HASH = "payloadHash";
    static final String PROVIDER = "provider";
    static final String PUBLISH_AT = "publishAt";
    static final String REASON = "reason";
    static final String RECEIPT = "receipt";
    static final String ROUND = "round";
    static final String SETTLED_AT = "settledAt";
    static final String SIGN_IN = "signIn";
    static final String STATE = "state";
    static final String SUBMITTER = "submitter";
    static final String SUPPRESSION = "suppression";
    static final String TEXT = "text";
    static final String TRACEPARENT = "traceparent";
    static final String UNKNOWNS = "unknowns";
    static final String USER_ID = "userId";

    private MongoLedgerFields() {}
}
