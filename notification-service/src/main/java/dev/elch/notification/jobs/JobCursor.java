package dev.elch.notification.jobs;

import dev.elch.contract.EventKeys;
import dev.elch.notification.ledger.LedgerEntry;
import dev.elch.notification.problem.InvalidRequestException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a page begins: behind a job.
 *
 * @param createdAt when that job was seen first
 * @param jobId its id
 */
record JobCursor(Instant createdAt, String jobId) {

    /** Behind it comes everything. */
    static final JobCursor START = new JobCursor(Instant.parse("9999-12-31T00:00:00Z"), "");

    private static final Pattern FORM = Pattern.compile("(\\d{1,15})/(.{1,128})");

    static JobCursor behind(LedgerEntry entry) {
        return new JobCursor(entry.createdAt(), entry.eventKey());
    }

    /** @throws InvalidRequestException when {@code text} was not made by {@link #toString()} */
    static JobCursor parse(String text) {
        Matcher form = FORM.matcher(decoded(text));
        if (!form.matches() || !EventKeys.isAcceptable(form.group(2))) {
            throw new InvalidRequestException("cursor", "is none of ours: take nextCursor of the page before");
        }
        return new JobCursor(Instant.ofEpochMilli(Long.parseLong(form.group(1))), form.group(2));
    }

    @Override
    public String toString() {
        String text = createdAt.toEpochMilli() + "/" + jobId;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String text) {
        try {
            return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }
}
