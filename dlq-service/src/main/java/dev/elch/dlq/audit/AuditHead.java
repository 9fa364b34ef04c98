package dev.elch.dlq.audit;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The end of the chain.
 *
 * @param number of the last entry; 0: there is none
 * @param hash of the last entry
 */
record AuditHead(long number, String hash) {

    static final AuditHead NONE = new AuditHead(0, AuditEntry.ORIGIN);

    private static final Pattern TEXT = Pattern.compile("(\\d{1,15}):((?:[A-Za-z0-9_-]{1,32}\\.)?[0-9a-f]{64})");

    /** Reads what {@link #toString} wrote; empty: it did not. */
    static Optional<AuditHead> parse(String text) {
        Matcher head = TEXT.matcher(text);
        return head.matches()
                ? Optional.of(new AuditHead(Long.parseLong(head.group(1)), head.group(2)))
                : Optional.empty();
    }

    /** Such as {@code 12:k1.<64 hexadecimal digits>}. */
    @Override
    public String toString() {
        return number + ":" + hash;
    }
}
