package dev.elch.dlq.deadletter;

/**
 * The letters that something is to be done with.
 *
 * @param filter which they are
 * @param all whether it is meant that the filter is empty
 */
public record Selection(LetterFilter filter, boolean all) {

    public Selection {
        if (filter.isEmpty() && !all) {
            throw new InvalidFilterException(
                    "filter", "is empty, which means every letter; if that is meant, say \"all\": true");
        }
    }
}
