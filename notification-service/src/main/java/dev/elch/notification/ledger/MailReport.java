package dev.elch.notification.ledger;

import java.util.Set;

/**
 * What a provider reports about a mail.
 *
 * @param id the same report has the same id however often it comes
 * @param provider who reports
 * @param word what happened, such as {@code delivered}; goes into the journal
 * @param isState whether that word says where the mail is now
 * @param overrides states that it replaces, when it says where the mail is; any other state is further on and stays
 * @param isComplaint whether the recipient called the mail spam
 * @param text why, in one short line with no address in clear; empty when nobody said
 */
public record MailReport(
        String id,
        String provider,
        String word,
        boolean isState,
        Set<String> overrides,
        boolean isComplaint,
        String text) {

    public MailReport {
        overrides = Set.copyOf(overrides);
    }
}
