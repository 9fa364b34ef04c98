package dev.elch.dlq.preview;

import dev.elch.dlq.problem.InvalidFieldException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Binds an act on many dead letters to the preview that was looked at: equal tokens mean the same act on the same dead letters in
 * the same versions.
 *
 * @param at when it was looked at, in whole milliseconds; what was stored or changed later does not belong to it
 * @param deadLetters how many belong to it
 * @param hash tells sets and acts apart
 */
public record PreviewToken(Instant at, long deadLetters, String hash) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,14})\\.(\\d{1,12})\\.([0-9a-f]{32})");

    /**
     * Reads a token that a caller sends back.
     *
     * @throws InvalidFieldException when {@code text} was not made by {@link #toString()}
     */
    public static PreviewToken parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new InvalidFieldException("preview", "is not valid: take it from the preview of this act");
        }
        return new PreviewToken(
                Instant.ofEpochMilli(Long.parseLong(form.group(1))), Long.parseLong(form.group(2)), form.group(3));
    }

    /** None that was stored or changed after this belongs to the act: when the preview was looked at, or now without one. */
    public static Instant cutoff(Optional<PreviewToken> seen, Instant now) {
        return seen.map(PreviewToken::at).filter(at -> at.isBefore(now)).orElse(now);
    }

    @Override
    public String toString() {
        return at.toEpochMilli() + "." + deadLetters + "." + hash;
    }
}
