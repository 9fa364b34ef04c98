package dev.elch.notification.mail;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The languages that the mail is written in, each with the way it writes a moment. */
enum MailLanguage {
    MONGOLIAN("mn", "uuuu 'оны' M'-р сарын' d',' HH:mm '(UTC'xxx')'"),
    ENGLISH("en", "d MMMM uuuu, HH:mm '(UTC'xxx')'");

    private final Locale locale;
    private final DateTimeFormatter moment;

    /** @param pattern explicit, because what JDKs call a LONG or FULL style differs from version to version */
    MailLanguage(String tag, String pattern) {
        this.locale = Locale.forLanguageTag(tag);
        this.moment = DateTimeFormatter.ofPattern(pattern, locale);
    }

    /** English for a user who asks for English, Mongolian for all others. */
    static MailLanguage preferredBy(@Nullable String languageTag) {
        return languageTag != null
                        && Locale.forLanguageTag(languageTag).getLanguage().equals("en")
                ? ENGLISH
                : MONGOLIAN;
    }

    Locale locale() {
        return locale;
    }

    String moment(Instant instant, ZoneId zone) {
        return moment.format(instant.atZone(zone));
    }
}
