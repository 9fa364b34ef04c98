package dev.elch.dlq.alert;

import java.time.Instant;
import java.util.Set;

/**
 * An alert as it is kept.
 *
 * @param taken names of the receivers that have it
 * @param tries how often it was offered to those that have not
 * @param nextTry when it is offered again; never when all have it
 */
public record StoredAlert(Alert alert, Set<String> taken, int tries, Instant nextTry) {

    public StoredAlert {
        taken = Set.copyOf(taken);
    }
}
