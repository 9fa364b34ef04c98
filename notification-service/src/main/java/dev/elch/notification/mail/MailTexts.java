package dev.elch.notification.mail;

import java.util.Map;
import java.util.ResourceBundle;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The sentences of the mail in one language, with {@code {name}} for what differs from mail to mail. */
final class MailTexts {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z]+)}");

    private final ResourceBundle bundle;

    MailTexts(MailLanguage language) {
        // No fallback to the language of the machine: the base bundle is the Mongolian one.
        this.bundle = ResourceBundle.getBundle(
                "dev.elch.notification.mail.SignInMail",
                language.locale(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    String get(String key) {
        return bundle.getString(key);
    }

    /** Fills the placeholders in one pass, so that a value which looks like a placeholder stays as it is. */
    String get(String key, Map<String, String> values) {
        return PLACEHOLDER
                .matcher(get(key))
                .replaceAll(found -> java.util.regex.Matcher.quoteReplacement(value(key, found, values)));
    }

    private static String value(String key, MatchResult found, Map<String, String> values) {
        String value = values.get(found.group(1));
        if (value == null) {
            throw new IllegalStateException("text \"" + key + "\" needs " + found.group() + ", and no value is given");
        }
        return value;
    }
}
