package dev.elch.dlq.deadletter;

import java.util.Locale;
import java.util.Optional;

/**
 * What somebody has to type before something is done with many letters. It names the number, so that nobody confirms
 * another number than the one that was seen.
 *
 * @param above up to so many letters nothing has to be typed
 */
public record Confirmation(long above) {

    /** What has to be typed; empty: nothing. */
    public Optional<String> needed(String verb, long letters) {
        return letters > above
                ? Optional.of(verb.toLowerCase(Locale.ROOT) + " " + letters + " letters")
                : Optional.empty();
    }
}
