package dev.elch.notification.ledger;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What became of every event.
 *
 * @param lease how long a claim is honoured when its holder is silent; longer than the mail provider may take to answer
 * @param window how long an event is remembered, so that a copy of it gives no second mail; longer than dead letters are kept
 * @param answerTimeout how long the database may take for one answer
 */
@ConfigurationProperties("elch.ledger")
public record LedgerProperties(
        @DefaultValue("4m") Duration lease,
        @DefaultValue("40d") Duration window,
        @DefaultValue("5s") Duration answerTimeout) {

    public LedgerProperties {
        if (answerTimeout.isNegative() || answerTimeout.isZero()) {
            throw new IllegalArgumentException(
                    "elch.ledger.answer-timeout is " + answerTimeout + ": it must be positive");
        }
        if (lease.compareTo(answerTimeout) <= 0) {
            throw new IllegalArgumentException("elch.ledger.lease is " + lease
                    + ": it must be longer than elch.ledger.answer-timeout, " + answerTimeout);
        }
        if (window.compareTo(lease) <= 0) {
            throw new IllegalArgumentException(
                    "elch.ledger.window is " + window + ": it must be longer than elch.ledger.lease, " + lease);
        }
    }
}
