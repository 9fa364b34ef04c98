package dev.elch.auth.page;

import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpHeaders;

/** The languages of the pages. */
public enum Language {
    MN(Locale.ROOT, "mn"),
    EN(Locale.ENGLISH, "en");

    private static final List<String> TAGS = List.of("mn", "en");

    private final Locale texts;
    private final String tag;

    /** @param texts locale of the resource bundle: Mongolian is its root, so that a missing text is Mongolian */
    Language(Locale texts, String tag) {
        this.texts = texts;
        this.tag = tag;
    }

    /** The first of the browser's languages that we speak; Mongolian when we speak none of them. */
    static Language of(HttpHeaders headers) {
        try {
            String best = Locale.lookupTag(headers.getAcceptLanguage(), TAGS);
            return "en".equals(best) ? EN : MN;
        } catch (IllegalArgumentException malformed) {
            return MN;
        }
    }

    Locale texts() {
        return texts;
    }

    /** BCP 47 tag for {@code <html lang>}. */
    public String tag() {
        return tag;
    }
}
