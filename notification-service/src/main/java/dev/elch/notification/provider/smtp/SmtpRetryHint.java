package dev.elch.notification.provider.smtp;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a greylisting server wants us to wait, if it says so: {@code try again in 300 seconds}. */
final class SmtpRetryHint {

    private static final Pattern SPAN =
            Pattern.compile("\\b(\\d{1,6})\\s*(s|sec|secs|second|seconds|m|min|mins|minute|minutes|h|hour|hours)\\b");

    private SmtpRetryHint() {}

    /** The span that is named in the text, or zero. */
    static Duration in(String text) {
        Matcher span = SPAN.matcher(text.toLowerCase(Locale.ROOT));
        if (!span.find()) {
            return Duration.ZERO;
        }
        long amount = Long.parseLong(span.group(1));
        return switch (span.group(2).charAt(0)) {
            case 's' -> Duration.ofSeconds(amount);
            case 'm' -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
    }
}
