package dev.elch.notification.pipeline;

import dev.elch.contract.ExceptionHeaders;
import dev.elch.contract.MaskedText;
import dev.elch.notification.delivery.Reason;
import dev.elch.notification.record.Envelope;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Describes an exception that was not foreseen, for the dead letter that it makes: a reason, and headers with its trace. */
final class UnforeseenFailure {

    static final String KIND = "internal_error";

    /** Characters of a stack trace that are kept: the top says where, and a record has little room for headers. */
    static final int LONGEST_TRACE = 8_000;

    private UnforeseenFailure() {}

    static Reason reason(Throwable cause) {
        return Reason.of(KIND, MaskedText.of(cause.toString()));
    }

    /** The record with the class and the trace of {@code cause} as headers, in place of those of an earlier round. */
    static IncomingRecord described(IncomingRecord incoming, Throwable cause) {
        return new IncomingRecord(
                incoming.topic(),
                incoming.partition(),
                incoming.offset(),
                incoming.envelope()
                        .carrying(List.of(
                                header(ExceptionHeaders.CLASS, cause.getClass().getName()),
                                header(ExceptionHeaders.STACK_TRACE, trace(cause)))));
    }

    private static String trace(Throwable cause) {
        StringWriter trace = new StringWriter();
        cause.printStackTrace(new PrintWriter(trace, true));
        String top = trace.toString();
        return MaskedText.of(top.length() <= LONGEST_TRACE ? top : top.substring(0, LONGEST_TRACE));
    }

    private static Envelope.Other header(String name, String text) {
        return new Envelope.Other(name, Envelope.Content.of(text.getBytes(StandardCharsets.UTF_8)));
    }
}
