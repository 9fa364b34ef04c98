package dev.elch.auth.page;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** The words of the pages in one language. */
public final class Texts {

    private static final ZoneId ZONE = ZoneId.of("Asia/Ulaanbaatar");

    private final Language language;
    private final ResourceBundle words;
    private final DateTimeFormatter time;

    Texts(Language language) {
        this.language = language;
        this.words = ResourceBundle.getBundle(
                "dev.elch.auth.page.texts",
                language.texts(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        // Patterns of our own: the styles of the JDK differ between versions.
        this.time = DateTimeFormatter.ofPattern(words.getString("time"), Locale.forLanguageTag(language.tag()))
                .withZone(ZONE);
    }

    public Language language() {
        return language;
    }

    public String get(String key) {
        return words.getString(key);
    }

    /** The text, with {@code {0}} replaced by {@code value}. */
    public String get(String key, Object value) {
        return words.getString(key).replace("{0}", value.toString());
    }

    public String time(Instant at) {
        return time.format(at);
    }

    public String orUnknown(@Nullable String text) {
        return text == null || text.isEmpty() ? get("unknown") : text;
    }
}
