package dev.elch.contract;

/**
 * Where the bytes of a record are kept that no topic takes: names in the database that notification-service, which writes
 * them, and dlq-service, which shows them, agree on. The value is cut into parts, each a document; the header
 * {@link DeliveryHeaders#STORED_RECORD} of the short record holds the id that they have in common.
 */
public final class StoredRecordFields {

    /** Collection in the database of notification-service. */
    public static final String COLLECTION = "stored_records";

    /** SHA-256 of the record's value, in hexadecimal. */
    public static final String RECORD = "record";

    /** Number of a part, from 0. */
    public static final String PART = "part";

    /** Bytes of a part; the value is all of them in the order of their numbers. */
    public static final String VALUE = "value";

    /** When a part may be forgotten. */
    public static final String EXPIRES = "expireAt";

    private StoredRecordFields() {}
}
