package dev.elch.notification.jobs;

import dev.elch.access.problem.InvalidRequestException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The languages that a story is told in, each with its sentences and its way to write a moment. */
enum ExplanationLanguage {
    MONGOLIAN("mn", "uuuu 'оны' M'-р сарын' d',' HH:mm:ss '(UTC'xxx')'"),
    ENGLISH("en", "d MMMM uuuu, HH:mm:ss '(UTC'xxx')'");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z]+)}");

    private final Locale locale;
    private final DateTimeFormatter moment;

    /** @param pattern explicit, because what JDKs call a LONG or FULL style differs from version to version */
    ExplanationLanguage(String tag, String pattern) {
        this.locale = Locale.forLanguageTag(tag);
        this.moment = DateTimeFormatter.ofPattern(pattern, locale);
    }

    /**
     * The language asked for by {@code lang}, or else preferred by an Accept-Language header; Mongolian for everybody else.
     *
     * @throws InvalidRequestException when {@code lang} is a language that no story is told in
     */
    static ExplanationLanguage of(@Nullable String lang, @Nullable String acceptLanguage) {
        if (lang != null) {
            return List.of(values()).stream()
                    .filter(language -> language.tag().equals(lang))
                    .findFirst()
                    .orElseThrow(() -> new InvalidRequestException("lang", "must be mn or en"));
        }
        return isEnglishPreferred(acceptLanguage) ? ENGLISH : MONGOLIAN;
    }

    String tag() {
        return locale.getLanguage();
    }

    String moment(Instant instant, ZoneId zone) {
        return moment.format(instant.atZone(zone));
    }

    boolean has(String key) {
        return texts().containsKey(key);
    }

    /** Fills the placeholders in one pass, so that a value which looks like a placeholder stays as it is. */
    String text(String key, Map<String, String> values) {
        return PLACEHOLDER
                .matcher(texts().getString(key))
                .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), found.group())));
    }

    /** The JDK keeps what it has read. No fallback to the language of the machine: the base bundle is the Mongolian one. */
    private ResourceBundle texts() {
        return ResourceBundle.getBundle(
                "dev.elch.notification.jobs.JobExplanation",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    private static boolean isEnglishPreferred(@Nullable String acceptLanguage) {
        if (acceptLanguage == null) {
            return false;
        }
        try {
            List<Locale> told = List.of(MONGOLIAN.locale, ENGLISH.locale);
            List<Locale.LanguageRange> ranges = Locale.LanguageRange.parse(acceptLanguage);
            return ENGLISH.locale.equals(Locale.lookup(ranges, told));
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
