package dev.elch.contract;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The header {@value DeliveryHeaders#TRACEPARENT} of W3C Trace Context: version, trace id, parent id, flags. */
public final class Traceparent {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");
    private static final int TRACE_ID_BEGINS = 3;
    private static final int TRACE_ID_ENDS = 35;

    private Traceparent() {}

    /** {@code header} as it is; null when it is missing or malformed. */
    public static @Nullable String wellFormed(@Nullable String header) {
        return header != null && FORM.matcher(header).matches() ? header : null;
    }

    /** The id of the trace, 32 hexadecimal digits; null when {@code header} is missing or malformed. */
    public static @Nullable String traceId(@Nullable String header) {
        String known = wellFormed(header);
        return known == null ? null : known.substring(TRACE_ID_BEGINS, TRACE_ID_ENDS);
    }
}
