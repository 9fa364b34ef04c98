package dev.elch.auth.signin;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an {@code Accept-Language} header (RFC 9110, section 12.5.4) asks for. The one place that reads it: page, event and, through
 * the event, the mail speak the same language. Malformed parts are left out; the rest counts.
 */
public final class AcceptedLanguages {

    private static final List<String> SPOKEN = List.of("mn", "en");
    private static final int MAX_RANGES = 32;
    private static final int MAX_TAG = 35; // RFC 5646, section 4.4.1

    private final List<Range> ranges;

    private AcceptedLanguages(List<Range> ranges) {
        this.ranges = ranges;
    }

    /**
     * Reads the values of the header.
     *
     * @param headers none, one or several; at most {@value #MAX_RANGES} languages are read
     */
    public static AcceptedLanguages of(List<String> headers) {
        List<Range> ranges = new ArrayList<>();
        for (String part : String.join(",", headers).split(",", MAX_RANGES + 1)) {
            Range range = ranges.size() < MAX_RANGES ? Range.read(part) : null;
            if (range != null) {
                ranges.add(range);
            }
        }
        ranges.sort(Comparator.comparingDouble((Range range) -> -range.quality()));
        return new AcceptedLanguages(List.copyOf(ranges));
    }

    /**
     * The tag to remember of this browser: the first one, by quality, in a language that we speak; if there is none, the first
     * one of any language; empty if it names none.
     */
    public Optional<String> tag() {
        return spoken().or(() -> wanted().map(Range::tag).findFirst());
    }

    /** Whether English is wanted rather than Mongolian, which is spoken to everyone who asks for neither. */
    public boolean isEnglish() {
        return spoken().map(tag -> Locale.forLanguageTag(tag).getLanguage().equals("en"))
                .orElse(false);
    }

    private Optional<String> spoken() {
        return wanted().map(Range::tag)
                .filter(tag -> SPOKEN.contains(Locale.forLanguageTag(tag).getLanguage()))
                .findFirst();
    }

    private Stream<Range> wanted() {
        return ranges.stream()
                .filter(range -> range.quality() > 0 && !range.tag().startsWith("*"));
    }

    private record Range(String tag, double quality) {

        /** Null if it is malformed. */
        static @Nullable Range read(String part) {
            int semicolon = part.indexOf(';');
            String tag = (semicolon < 0 ? part : part.substring(0, semicolon)).strip();
            double quality = semicolon < 0 ? 1 : quality(part.substring(semicolon + 1));
            if (tag.equals("*")) {
                return new Range(tag, quality);
            }
            String canonical =
                    tag.length() > MAX_TAG ? "und" : Locale.forLanguageTag(tag).toLanguageTag();
            return canonical.equals("und") || quality < 0 ? null : new Range(canonical, quality);
        }

        /** 0 to 1; negative if it is malformed. */
        private static double quality(String parameter) {
            String text = parameter.strip();
            if (!text.regionMatches(true, 0, "q=", 0, 2) || text.length() > 7) {
                return -1;
            }
            try {
                double quality = Double.parseDouble(text.substring(2));
                return quality <= 1 ? quality : -1;
            } catch (NumberFormatException malformed) {
                return -1;
            }
        }
    }
}
