package dev.elch.notification.mail;

import dev.elch.notification.mail.Letter.Fact;
import java.util.stream.Collectors;

/** The letter as plain text, for whoever reads mail without HTML. */
final class TextPart {

    private TextPart() {}

    static String of(Letter letter) {
        return String.join(
                "\n\n",
                letter.heading(),
                letter.lead(),
                letter.facts().stream().map(TextPart::line).collect(Collectors.joining("\n")),
                letter.itWasYou(),
                letter.notMe().invitation() + "\n" + letter.notMe().url() + "\n"
                        + letter.notMe().until(),
                letter.advice().title() + "\n"
                        + letter.advice().sentences().stream()
                                .map(sentence -> "- " + sentence)
                                .collect(Collectors.joining("\n")),
                "-- \n" + letter.why() + "\n" + letter.event() + "\n");
    }

    static String line(Fact fact) {
        return fact.label() + ": " + fact.value();
    }
}
