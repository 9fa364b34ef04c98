package dev.elch.notification.mail;

import dev.elch.notification.mail.DigestContent.Entry;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The digest as plain text, for mail programs without HTML. */
final class DigestTextPart {

    private DigestTextPart() {}

    static String of(DigestContent content) {
        return Stream.of(
                        List.of(
                                content.heading(),
                                content.lead(),
                                content.facts().stream().map(TextPart::line).collect(Collectors.joining("\n")),
                                content.listTitle()),
                        content.entries().stream()
                                .map(entry -> text(entry, content.notMe()))
                                .toList(),
                        List.of(
                                content.more(),
                                content.itWasYou(),
                                content.notMeHint() + "\n" + content.until(),
                                content.advice().title() + "\n"
                                        + content.advice().sentences().stream()
                                                .map(sentence -> "- " + sentence)
                                                .collect(Collectors.joining("\n")),
                                "-- \n" + content.why() + "\n" + content.number() + "\n"))
                .flatMap(List::stream)
                .filter(paragraph -> !paragraph.isEmpty())
                .collect(Collectors.joining("\n\n"));
    }

    private static String text(Entry entry, String notMe) {
        return entry.when() + "\n" + entry.device() + " | " + entry.ip() + "\n" + notMe + ": " + entry.notMeUrl();
    }
}
