package dev.elch.auth.page;

import dev.elch.auth.signin.AcceptedLanguages;
import java.util.Locale;
import org.springframework.http.HttpHeaders;

/** The languages of the pages. */
public enum Language {
    MN(Locale.ROOT, "mn"),
    EN(Locale.ENGLISH, "en");

    private final Locale texts;
    private final String tag;

    /** @param texts locale of the resource bundle: Mongolian is its root, so that a missing text is Mongolian */
    Language(Locale texts, String tag) {
        this.texts = texts;
        this.tag = tag;
    }

    /** The language that the browser asks for; Mongolian if it asks for none that we speak. */
    static Language of(HttpHeaders headers) {
        return AcceptedLanguages.of(headers.getOrEmpty(HttpHeaders.ACCEPT_LANGUAGE))
                        .isEnglish()
                ? EN
                : MN;
    }

    Locale texts() {
        return texts;
    }

    /** BCP 47 tag for {@code <html lang>}. */
    public String tag() {
        return tag;
    }
}
