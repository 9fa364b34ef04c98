package dev.elch.dlq.preview;

import java.util.List;

/**
 * What an act on many dead letters concerns.
 *
 * @param selected how many dead letters
 * @param causes of how many causes they are
 * @param largest the most frequent causes, most frequent first
 * @param token binds the act to this very scope
 */
public record Scope(long selected, int causes, List<CauseCount> largest, PreviewToken token) {

    public Scope {
        largest = List.copyOf(largest);
    }
}
