package dev.elch.dlq.search;

import dev.elch.dlq.problem.InvalidFieldException;

/**
 * The dead letters that something is to be done with.
 *
 * @param filter which they are
 * @param all whether it is meant that the filter is empty
 */
public record Selection(DeadLetterFilter filter, boolean all) {

    public Selection {
        if (filter.isEmpty() && !all) {
            throw new InvalidFieldException(
                    "filter", "is empty, which selects every dead letter; to confirm that, send \"all\": true");
        }
    }
}
