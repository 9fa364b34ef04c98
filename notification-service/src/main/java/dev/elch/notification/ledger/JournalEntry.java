package dev.elch.notification.ledger;

import dev.elch.notification.delivery.Reason;
import java.time.Duration;
import java.time.Instant;

/**
 * What one attempt came to.
 *
 * @param at when it was recorded
 * @param round round it belongs to
 * @param attempt its number in the round, from 1
 * @param provider who was asked; empty when no provider was
 * @param outcome a word: accepted, retry_later, retry_after, pause, rejected, dropped, ambiguous, unknown
 * @param reason why; its texts are cut to 200 characters
 * @param latency how long the provider took
 */
public record JournalEntry(
        Instant at, int round, int attempt, String provider, String outcome, Reason reason, Duration latency) {

    private static final int MAX_TEXT = 200;

    public JournalEntry {
        reason = new Reason(reason.kind(), cut(reason.code()), cut(reason.text()));
    }

    private static String cut(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
    }
}
