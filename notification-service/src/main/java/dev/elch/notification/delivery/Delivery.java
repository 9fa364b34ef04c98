package dev.elch.notification.delivery;

import java.time.Instant;

/**
 * One attempt to tell a user about one sign-in.
 *
 * @param signIn what the mail is about
 * @param attempt from 1, starts over with every round
 * @param round 0 on the first pass, plus 1 for every replay
 * @param firstAttemptAt when the first attempt of all began: the Date of the mail, the same over all retries
 * @param notAfter the mail is of no use later than this
 * @param before how far earlier work on this event has come
 */
public record Delivery(
        SignIn signIn, int attempt, int round, Instant firstAttemptAt, Instant notAfter, Progress before) {

    public Delivery {
        if (attempt < 1) {
            throw new IllegalArgumentException("attempt " + attempt + " of event " + signIn.eventKey() + " is below 1");
        }
        if (round < 0) {
            throw new IllegalArgumentException("round " + round + " of event " + signIn.eventKey() + " is below 0");
        }
    }

    public String eventKey() {
        return signIn.eventKey();
    }

    public boolean isExpired(Instant now) {
        return now.isAfter(notAfter);
    }
}
