package dev.elch.notification.delivery;

import java.time.Instant;
import java.util.Optional;

/** Finds, before a mail is written, that none may go out. Asked once per attempt, by many threads at once. */
public interface Check {

    /** Why nothing may go out; empty when this check has nothing against it. */
    Optional<Outcome.Dropped> objection(Delivery delivery, Instant now);
}
