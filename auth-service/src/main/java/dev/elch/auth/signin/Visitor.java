package dev.elch.auth.signin;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What a request tells about who sent it. All of it but the address is the visitor's own claim.
 *
 * @param device hash of the device cookie
 * @param ipAddress textual address of the client; null when unknown
 * @param userAgent User-Agent header as {@link HeaderText} reads it, at most {@value #MAX_USER_AGENT} characters; null if it says
 *     nothing
 * @param locale BCP 47 tag, see {@link AcceptedLanguages#tag}; null if the browser names none
 * @param traceparent W3C trace context of the request; null when it has none or a malformed one
 */
public record Visitor(
        String device,
        @Nullable String ipAddress,
        @Nullable String userAgent,
        @Nullable String locale,
        @Nullable String traceparent)
        implements Serializable {

    /** Longer than any browser's. */
    public static final int MAX_USER_AGENT = 512;

    public Visitor {
        if (device.isBlank()) {
            throw new IllegalArgumentException("device is empty");
        }
    }
}
