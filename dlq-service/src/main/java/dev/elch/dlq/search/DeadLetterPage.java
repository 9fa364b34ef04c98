package dev.elch.dlq.search;

import dev.elch.dlq.deadletter.DeadLetter;
import java.util.List;
import java.util.Optional;

/**
 * Dead letters, newest first.
 *
 * @param nextCursor empty on the last page
 */
public record DeadLetterPage(List<DeadLetter> deadLetters, Optional<String> nextCursor) {

    public DeadLetterPage {
        deadLetters = List.copyOf(deadLetters);
    }
}
