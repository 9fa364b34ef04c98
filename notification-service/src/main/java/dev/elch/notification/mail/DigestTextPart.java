package dev.elch.notification.mail;

import dev.elch.notification.mail.DigestLetter.Entry;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The digest as plain text, for whoever reads mail without HTML. */
final class DigestTextPart {

    private DigestTextPart() {}

    static String of(DigestLetter letter) {
        return Stream.of(
                        List.of(
                                letter.heading(),
                                letter.lead(),
                                letter.facts().stream().map(TextPart::line).collect(Collectors.joining("\n")),
                                letter.listTitle()),
                        letter.entries().stream()
                                .map(entry -> text(entry, letter.notMe()))
                                .toList(),
                        List.of(
                                letter.more(),
                                letter.itWasYou(),
                                letter.notMeHint() + "\n" + letter.until(),
                                letter.advice().title() + "\n"
                                        + letter.advice().sentences().stream()
                                                .map(sentence -> "- " + sentence)
                                                .collect(Collectors.joining("\n")),
                                "-- \n" + letter.why() + "\n" + letter.number() + "\n"))
                .flatMap(List::stream)
                .filter(paragraph -> !paragraph.isEmpty())
                .collect(Collectors.joining("\n\n"));
    }

    private static String text(Entry entry, String notMe) {
        return entry.when() + "\n" + entry.device() + " | " + entry.ip() + "\n" + notMe + ": " + entry.notMeUrl();
    }
}
