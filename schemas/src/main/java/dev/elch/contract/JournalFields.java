package dev.elch.contract;

/**
 * The journal of an event on its dead letter, which notification-service writes and dlq-service shows: a header that holds a JSON
 * array with an object for each attempt, the oldest first. Old attempts may be missing, since a header has to stay short.
 */
public final class JournalFields {

    /** Name of the header. */
    public static final String HEADER = "elch-journal";

    /** When the attempt ended, in ISO 8601. */
    public static final String AT = "at";

    /** 0 on the first pass, plus 1 for every replay. */
    public static final String ROUND = "round";

    /** Number of the attempt in its round, from 1. */
    public static final String ATTEMPT = "attempt";

    /** The provider that was asked. */
    public static final String PROVIDER = "provider";

    /** What the attempt came to. */
    public static final String OUTCOME = "outcome";

    /** Kind of the reason, as of a {@link DeliveryHeaders.Cause}. */
    public static final String KIND = "kind";

    /** The provider's code; empty: none. */
    public static final String CODE = "code";

    /** The reason in one short line, with masked addresses. */
    public static final String TEXT = "text";

    /** How long the provider took, in milliseconds. */
    public static final String LATENCY = "latencyMillis";

    private JournalFields() {}
}
