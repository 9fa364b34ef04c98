package dev.elch.dlq.deadletter;

import java.util.List;
import java.util.Optional;

/**
 * Letters, newest first.
 *
 * @param nextCursor empty on the last page
 */
public record LetterPage(List<Letter> letters, Optional<String> nextCursor) {

    public LetterPage {
        letters = List.copyOf(letters);
    }
}
