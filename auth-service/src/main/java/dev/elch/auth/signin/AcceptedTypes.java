package dev.elch.auth.signin;

import java.util.List;
import java.util.Locale;

/** What an {@code Accept} header (RFC 9110, section 12.5.1) asks for. Looks for one word: a malformed header is no reason to fail. */
public final class AcceptedTypes {

    private AcceptedTypes() {}

    /** Whether a page is the right answer. */
    public static boolean includePages(List<String> headers) {
        return headers.stream().anyMatch(types -> types.toLowerCase(Locale.ROOT).contains("text/html"));
    }
}
