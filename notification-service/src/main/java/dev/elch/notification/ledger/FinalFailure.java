package dev.elch.notification.ledger;

import dev.elch.notification.delivery.Reason;
import dev.elch.notification.delivery.Suppression;
import java.time.Duration;

/**
 * What an event is about to die of: all that is needed to bury it, so that whoever takes over buries the same and asks nobody.
 *
 * @param provider who was asked; empty when nobody was
 * @param outcome the word for the journal
 * @param reason why
 * @param suppression what it means for later mails to the same address
 * @param latency how long the provider took
 * @param mayBeOut whether the mail may have been accepted all the same
 */
public record FinalFailure(
        String provider, String outcome, Reason reason, Suppression suppression, Duration latency, boolean mayBeOut) {}
