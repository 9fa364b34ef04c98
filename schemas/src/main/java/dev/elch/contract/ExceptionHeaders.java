package dev.elch.contract;

/**
 * The headers in which a dead letter tells of an exception: those of spring-kafka's own dead-letter publisher, so that dead letters of
 * other services are understood as well.
 */
public final class ExceptionHeaders {

    /** How all of their names begin. */
    public static final String PREFIX = "kafka_dlt-exception";

    /** Full name of the exception's class. */
    public static final String CLASS = PREFIX + "-fqcn";

    /** Full name of the class of its cause. */
    public static final String CAUSE_CLASS = PREFIX + "-cause-fqcn";

    /** What the exception said. */
    public static final String MESSAGE = PREFIX + "-message";

    /** Its stack trace. */
    public static final String STACK_TRACE = PREFIX + "-stacktrace";

    private ExceptionHeaders() {}
}
