package dev.elch.notification.provider.smtp;

import dev.elch.notification.mail.Mail;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayOutputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * A mail in the form that goes over the wire: multipart/alternative, text first, in seven bits whatever the texts are, lines
 * that end in CRLF, a dot at the beginning of a line doubled (RFC 5321, 4.5.2).
 *
 * <p>It is written as bytes, without the mail library's tree of parts, which took half of the processor time of sending. A test
 * compares it with what that library writes. It is written once, before anything is sent, so that a mail that cannot be written
 * costs no connection.
 *
 * @param recipient plain address of the envelope
 * @param wire the whole mail without the final dot; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // read by the connection only
record SmtpMessage(String recipient, byte[] wire) {

    private static final String UTF_8 = "UTF-8";
    private static final int USUAL_BYTES = 32_768;
    private static final int LONGEST_LINE = 998;
    private static final int MOST_ENCODED = 1_000;
    private static final DateTimeFormatter RFC_5322 =
            DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss xx", Locale.ENGLISH);

    /** Encoded subjects and senders: there are few different ones, and encoding one takes longer than a line of the mail. */
    private static final Map<String, String> ENCODED = new ConcurrentHashMap<>();

    /** @throws IllegalArgumentException when the mail cannot be written; a retry would not help */
    static SmtpMessage of(Mail mail) {
        String recipient = address(mail.to());
        String boundary = "=_" + UUID.nameUUIDFromBytes(mail.messageId().getBytes(StandardCharsets.UTF_8));
        Lines lines = new Lines();
        lines.header("Date", RFC_5322.format(mail.date().atOffset(ZoneOffset.UTC)));
        lines.header("From", once(mail.fromName() + " <" + mail.from() + ">", any -> sender(mail)));
        lines.header("To", recipient);
        lines.header("Message-ID", mail.messageId());
        lines.header("Subject", once(mail.subject(), SmtpMessage::subject));
        lines.header("MIME-Version", "1.0");
        lines.header("Content-Type", "multipart/alternative; \r\n\tboundary=\"" + boundary + "\"");
        mail.headers().forEach(lines::header);
        lines.blank();
        part(lines, boundary, "plain", mail.text());
        part(lines, boundary, "html", mail.html());
        lines.ascii("--").ascii(boundary).ascii("--\r\n");
        return new SmtpMessage(recipient, lines.bytes());
    }

    /** Text beyond ASCII is base64: two thirds of its letters are Cyrillic, and quoted-printable would be twice as long. */
    private static void part(Lines lines, String boundary, String subtype, String text) {
        byte[] canonical = canonical(text);
        boolean isPlain = isSevenBit(canonical);
        lines.ascii("--").ascii(boundary).ascii("\r\n");
        lines.header("Content-Type", "text/" + subtype + "; charset=UTF-8");
        lines.header("Content-Transfer-Encoding", isPlain ? "7bit" : "base64");
        lines.blank();
        if (isPlain) {
            lines.stuffed(canonical);
        } else {
            lines.bytes(Base64.getMimeEncoder().encode(canonical));
        }
        // Belongs to the boundary that follows, and so not to the part (RFC 2046, 5.1.1).
        lines.blank();
    }

    /** In UTF-8, every line ended by CRLF (RFC 2045, 6.8). */
    private static byte[] canonical(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream canonical = new ByteArrayOutputStream(bytes.length + bytes.length / 16 + 16);
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\r' || bytes[i] == '\n') {
                canonical.write(bytes, start, i - start);
                canonical.write('\r');
                canonical.write('\n');
                i += bytes[i] == '\r' && i + 1 < bytes.length && bytes[i + 1] == '\n' ? 1 : 0;
                start = i + 1;
            }
        }
        if (start < bytes.length) {
            canonical.write(bytes, start, bytes.length - start);
            canonical.write('\r');
            canonical.write('\n');
        }
        return canonical.toByteArray();
    }

    /** Whether it may go as it is (RFC 2045, 2.7): no byte beyond ASCII, no NUL, no line that is too long. */
    private static boolean isSevenBit(byte[] canonical) {
        int length = 0;
        for (byte next : canonical) {
            length = next == '\n' ? 0 : length + 1;
            if (next <= 0 || length > LONGEST_LINE + 1) {
                return false;
            }
        }
        return true;
    }

    private static String address(String plain) {
        try {
            return new InternetAddress(plain, true).getAddress();
        } catch (AddressException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static String once(String text, UnaryOperator<String> encoding) {
        String known = ENCODED.get(text);
        if (known != null) {
            return known;
        }
        String encoded = encoding.apply(text);
        if (ENCODED.size() < MOST_ENCODED) {
            ENCODED.put(text, encoded);
        }
        return encoded;
    }

    /** As an encoded word where needed (RFC 2047), folded so that no line is too long. */
    private static String subject(String clear) {
        try {
            return MimeUtility.fold("Subject: ".length(), MimeUtility.encodeText(clear, UTF_8, null));
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("every JDK knows UTF-8", e);
        }
    }

    private static String sender(Mail mail) {
        try {
            InternetAddress sender = new InternetAddress(address(mail.from()), mail.fromName(), UTF_8);
            return InternetAddress.toString(new InternetAddress[] {sender}, "From: ".length());
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("every JDK knows UTF-8", e);
        }
    }

    /** The bytes of a mail as they come together. */
    private static final class Lines {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);

        void header(String name, String value) {
            ascii(name).ascii(": ").ascii(value).ascii("\r\n");
        }

        void blank() {
            ascii("\r\n");
        }

        Lines ascii(String text) {
            return bytes(text.getBytes(StandardCharsets.US_ASCII));
        }

        Lines bytes(byte[] more) {
            bytes.writeBytes(more);
            return this;
        }

        void stuffed(byte[] canonical) {
            int start = 0;
            for (int i = 0; i < canonical.length; i++) {
                if (canonical[i] == '.' && (i == 0 || canonical[i - 1] == '\n')) {
                    bytes.write(canonical, start, i - start);
                    bytes.write('.');
                    start = i;
                }
            }
            bytes.write(canonical, start, canonical.length - start);
        }

        byte[] bytes() {
            return bytes.toByteArray();
        }
    }
}
