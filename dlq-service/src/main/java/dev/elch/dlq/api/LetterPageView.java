package dev.elch.dlq.api;

import dev.elch.dlq.deadletter.LetterPage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of letters, newest first.
 *
 * @param nextCursor what to send as {@code cursor} for the next page; absent on the last
 */
record LetterPageView(List<LetterView> letters, @Nullable String nextCursor) {

    static LetterPageView of(LetterPage page, boolean masked) {
        return new LetterPageView(
                page.letters().stream()
                        .map(letter -> LetterView.of(letter, masked))
                        .toList(),
                page.nextCursor().orElse(null));
    }
}
