package dev.elch.standin.mailbox;

import dev.elch.standin.mailbox.ReceivedMail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** The bytes of a mail and how to read them. What cannot be decoded is shown as it is: no mail is too broken to look at. */
public final class MailSource {

    private static final Session SESSION = Session.getInstance(lenient());
    private static final int DEEPEST_PART = 10;

    private final byte[] bytes;

    MailSource(byte[] bytes) {
        this.bytes = bytes;
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    /** The bytes as UTF-8, wrong ones replaced. */
    public String asText() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    List<Header> headers() {
        try {
            return Collections.list(message().getAllHeaders()).stream()
                    .map(header -> new Header(header.getName(), decoded(header.getValue())))
                    .toList();
        } catch (MessagingException e) {
            return List.of();
        }
    }

    String firstBody(String mediaType) {
        try {
            return find(message(), mediaType, 0).orElse("");
        } catch (MessagingException | IOException e) {
            return mediaType.equals("text/plain") ? asText() : "";
        }
    }

    private static Optional<String> find(Part part, String mediaType, int depth)
            throws MessagingException, IOException {
        if (part.isMimeType("multipart/*") && depth < DEEPEST_PART && part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                Optional<String> found = find(parts.getBodyPart(i), mediaType, depth + 1);
                if (found.isPresent()) {
                    return found;
                }
            }
            return Optional.empty();
        }
        boolean isAttached = Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition());
        return part.isMimeType(mediaType) && !isAttached ? Optional.of(content(part)) : Optional.empty();
    }

    private static String content(Part part) throws MessagingException, IOException {
        try {
            if (part.getContent() instanceof String text) {
                return text;
            }
        } catch (UnsupportedEncodingException e) {
            // A character set that Java does not know: UTF-8 is the best guess.
        }
        return new String(part.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String decoded(String value) {
        try {
            return MimeUtility.decodeText(MimeUtility.unfold(value));
        } catch (UnsupportedEncodingException e) {
            return value;
        }
    }

    private MimeMessage message() throws MessagingException {
        return new MimeMessage(SESSION, new ByteArrayInputStream(bytes));
    }

    private static Properties lenient() {
        Properties properties = new Properties();
        properties.setProperty("mail.mime.allowutf8", "true");
        properties.setProperty("mail.mime.parameters.strict", "false");
        return properties;
    }
}
