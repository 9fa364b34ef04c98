package dev.elch.dlq.preview;

import java.util.Locale;
import java.util.Optional;

/**
 * What an operator has to type before an action on many dead letters. It names the number, so that no other number than the one
 * that was shown is confirmed.
 *
 * @param above up to so many dead letters nothing has to be typed
 */
public record Confirmation(long above) {

    /** What has to be typed; empty: nothing. */
    public Optional<String> needed(String verb, long deadLetters) {
        return deadLetters > above
                ? Optional.of(verb.toLowerCase(Locale.ROOT) + " " + deadLetters + " dead letters")
                : Optional.empty();
    }
}
