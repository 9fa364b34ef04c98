package dev.elch.notification.mail;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What users wrote about themselves, in a form that can be shown in a mail that must be trusted. */
final class DisplayText {

    private static final int LONGEST = 60;

    private DisplayText() {}

    /**
     * One line of at most 60 characters, see {@link VisibleText}; empty when nothing is left, or when mail programs would make
     * a link of it.
     */
    static Optional<String> of(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        String visible = VisibleText.of(text.substring(0, Math.min(text.length(), 10 * LONGEST)));
        return visible.isEmpty() || LinkWords.areIn(visible)
                ? Optional.empty()
                : Optional.of(VisibleText.shortened(visible, LONGEST));
    }
}
