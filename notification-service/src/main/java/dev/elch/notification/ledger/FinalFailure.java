package dev.elch.notification.ledger;

import dev.elch.notification.delivery.Reason;
import dev.elch.notification.delivery.Suppression;
import java.time.Duration;

/**
 * Why an event is about to become a dead letter: all that is needed to make it, so that a process that takes over makes the
 * same one without asking a provider.
 *
 * @param provider who was asked; empty when no provider was
 * @param outcome the word for the journal
 * @param reason why
 * @param suppression what it means for later mails to the same address
 * @param latency how long the provider took
 * @param mayBeOut whether the mail may have been accepted all the same
 */
public record FinalFailure(
        String provider, String outcome, Reason reason, Suppression suppression, Duration latency, boolean mayBeOut) {}
