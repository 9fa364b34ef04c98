package dev.elch.notification.webhook;

import dev.elch.notification.delivery.Suppression;
import java.time.Instant;
import java.util.Optional;

/**
 * One thing that SendGrid reports about a mail it took.
 *
 * @param id {@code sg_event_id}: the same report has the same id however often it comes
 * @param eventKey which sign-in the mail was about
 * @param at when it happened
 * @param state what the mail is in now; empty when the report changes no state, as a complaint does
 * @param isComplaint whether the recipient called the mail spam
 * @param suppression what it means for later mails to the address
 * @param reason why, in one short line with no address in clear; empty when SendGrid gave none
 */
public record SendGridEvent(
        String id,
        String eventKey,
        Instant at,
        Optional<MailState> state,
        boolean isComplaint,
        Suppression suppression,
        String reason) {}
