package dev.elch.standin.mailbox;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A mail as it arrived. Headers are decoded once; the bodies are decoded each time they are asked for.
 *
 * @param id sorts by arrival; safe in a path and in a file name
 * @param receivedAt when the last byte was there
 * @param sender address of the envelope, empty for a bounce
 * @param recipients addresses of the envelope
 * @param headers in the order of the mail, unfolded and decoded
 * @param source the mail, byte by byte
 */
public record ReceivedMail(
        String id,
        Instant receivedAt,
        String sender,
        List<String> recipients,
        List<Header> headers,
        MailSource source) {

    public ReceivedMail {
        recipients = List.copyOf(recipients);
        headers = List.copyOf(headers);
    }

    /** The first header of that name, whatever its case. */
    public Optional<String> header(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst();
    }

    public String subject() {
        return header("Subject").orElse("");
    }

    /** The first part for people who read plain text; empty when there is none. */
    public String text() {
        return source.firstBody("text/plain");
    }

    /** The first HTML part; empty when there is none. */
    public String html() {
        return source.firstBody("text/html");
    }

    /** Whether the envelope names {@code address} among the recipients. */
    public boolean isFor(String address) {
        return recipients.stream().anyMatch(address::equalsIgnoreCase);
    }

    /** One line of the head of a mail. */
    public record Header(String name, String value) {}
}
