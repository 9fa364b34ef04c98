package dev.elch.dlq.search;

import dev.elch.dlq.deadletter.DeadLetterView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of dead letters, newest first.
 *
 * @param nextCursor what to send as {@code cursor} for the next page; absent on the last
 */
record DeadLetterPageView(
        List<DeadLetterView> deadLetters, @Nullable String nextCursor) {

    static DeadLetterPageView of(DeadLetterPage page, boolean masked) {
        return new DeadLetterPageView(
                page.deadLetters().stream()
                        .map(deadLetter -> DeadLetterView.of(deadLetter, masked))
                        .toList(),
                page.nextCursor().orElse(null));
    }
}
