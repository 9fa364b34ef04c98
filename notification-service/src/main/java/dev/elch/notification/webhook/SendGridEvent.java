package dev.elch.notification.webhook;

import dev.elch.notification.delivery.Suppression;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One thing that SendGrid reports about a mail it took.
 *
 * @param ids what the report is known by: first a hash of what it says, then {@code sg_event_id} if it has one; two reports
 *     that share one of them are the same report
 * @param eventKey which sign-in the mail was about
 * @param at when it happened; empty when SendGrid names no time that can be true
 * @param state what the mail is in now; empty when the report changes no state, as a complaint does
 * @param isComplaint whether the recipient called the mail spam
 * @param suppression what it means for later mails to the address
 * @param kind the word for why; see {@link dev.elch.notification.provider.ReasonKind}
 * @param reason why, in one short line with no address in clear; empty when SendGrid gave none
 */
public record SendGridEvent(
        List<String> ids,
        String eventKey,
        Optional<Instant> at,
        Optional<MailState> state,
        boolean isComplaint,
        Suppression suppression,
        String kind,
        String reason) {

    public SendGridEvent {
        ids = List.copyOf(ids);
        if (ids.isEmpty()) {
            throw new IllegalArgumentException("a report about " + eventKey + " has no id");
        }
    }

    /** The same for every copy of the report, whatever id SendGrid gave it. */
    public String id() {
        return ids.get(0);
    }
}
