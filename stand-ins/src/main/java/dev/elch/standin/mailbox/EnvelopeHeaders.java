package dev.elch.standin.mailbox;

import dev.elch.standin.mailbox.ReceivedMail.Header;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Keeps the envelope in the mail itself, as the last mail server on a mail's way does: {@code Return-Path} names the
 * sender, one {@code Delivered-To} each recipient (RFC 5321, section 4.4).
 */
final class EnvelopeHeaders {

    private static final String SENDER = "Return-Path";
    private static final String RECIPIENT = "Delivered-To";

    private EnvelopeHeaders() {}

    /** The mail with its envelope in front of it. */
    static byte[] prepend(String sender, List<String> recipients, byte[] mail) {
        ByteArrayOutputStream all = new ByteArrayOutputStream(mail.length + 200);
        all.writeBytes(line(SENDER, "<" + sender + ">"));
        recipients.forEach(recipient -> all.writeBytes(line(RECIPIENT, recipient)));
        all.writeBytes(mail);
        return all.toByteArray();
    }

    /** Reads a mail that {@link #prepend} wrote. Only the headers in front count: the sender could have written others. */
    static ReceivedMail mail(String id, byte[] bytes) {
        MailSource source = new MailSource(bytes);
        List<Header> headers = source.headers();
        String sender = headers.stream()
                .limit(1)
                .filter(header -> header.name().equals(SENDER))
                .map(header -> header.value().replaceAll("[<>]", ""))
                .findFirst()
                .orElse("");
        List<String> recipients = headers.stream()
                .skip(1)
                .takeWhile(header -> header.name().equals(RECIPIENT))
                .map(Header::value)
                .toList();
        return new ReceivedMail(id, MailIds.timeOf(id), sender, recipients, headers, source);
    }

    private static byte[] line(String name, String value) {
        return (name + ": " + value + "\r\n").getBytes(StandardCharsets.UTF_8);
    }
}
