package dev.elch.notification.mail;

import dev.elch.notification.mail.MailContent.Fact;
import java.util.stream.Collectors;

/** The sign-in mail as plain text, for mail programs without HTML. */
final class TextPart {

    private TextPart() {}

    static String of(MailContent content) {
        return String.join(
                "\n\n",
                content.heading(),
                content.lead(),
                content.facts().stream().map(TextPart::line).collect(Collectors.joining("\n")),
                content.itWasYou(),
                content.notMe().invitation() + "\n" + content.notMe().url() + "\n"
                        + content.notMe().until(),
                content.advice().title() + "\n"
                        + content.advice().sentences().stream()
                                .map(sentence -> "- " + sentence)
                                .collect(Collectors.joining("\n")),
                "-- \n" + content.why() + "\n" + content.event() + "\n");
    }

    static String line(Fact fact) {
        return fact.label() + ": " + fact.value();
    }
}
