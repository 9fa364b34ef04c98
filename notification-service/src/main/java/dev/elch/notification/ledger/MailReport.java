package dev.elch.notification.ledger;

import java.util.List;
import java.util.Set;

/**
 * What a provider reports about a mail.
 *
 * @param ids what the report is known by; two reports that share one of them are the same report
 * @param provider who reports
 * @param word what happened, such as {@code delivered}; goes into the journal
 * @param isState whether that word says where the mail is now
 * @param overrides states that it replaces, when it says where the mail is; any other state is further on and stays
 * @param isComplaint whether the recipient called the mail spam
 * @param text why, in one short line with no address in clear; empty when the provider did not say
 */
public record MailReport(
        List<String> ids,
        String provider,
        String word,
        boolean isState,
        Set<String> overrides,
        boolean isComplaint,
        String text) {

    public MailReport {
        ids = List.copyOf(ids);
        overrides = Set.copyOf(overrides);
    }
}
