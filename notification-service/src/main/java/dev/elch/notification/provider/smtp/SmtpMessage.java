package dev.elch.notification.provider.smtp;

import dev.elch.notification.mail.Mail;
import jakarta.activation.DataHandler;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.PreencodedMimeBodyPart;
import jakarta.mail.util.ByteArrayDataSource;
import jakarta.mail.util.StreamProvider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Collectors;
import org.eclipse.angus.mail.util.MailStreamProvider;
import org.jspecify.annotations.Nullable;

/**
 * A mail in the form that goes over the wire: multipart/alternative, text first, in seven bits whatever the texts are.
 *
 * <p>It is rendered once, before anything is sent, so that a mail that cannot be rendered costs no connection.
 */
final class SmtpMessage extends MimeMessage {

    private static final String UTF_8 = "UTF-8";
    private static final String BASE64 = "base64";
    private static final int USUAL_BYTES = 32_768;
    private static final DateTimeFormatter RFC_5322 =
            DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss xx", Locale.ENGLISH);

    static {
        // Without it every part of every mail looks the provider up in the jars again.
        System.setProperty(StreamProvider.class.getName(), MailStreamProvider.class.getName());
    }

    /** One for all mails: making one reads the provider lists of every library, which costs more than sending a mail. */
    private static final Session SESSION = Session.getInstance(new Properties());

    private final Mail mail;
    private byte @Nullable [] rendered;

    private SmtpMessage(Mail mail) {
        super(SESSION);
        this.mail = mail;
    }

    /** @throws MessagingException when the mail cannot be rendered; a retry would not help */
    static SmtpMessage of(Mail mail) throws MessagingException {
        SmtpMessage message = new SmtpMessage(mail);
        try {
            message.fill();
            message.saveChanges();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
            message.writeTo(bytes, null);
            message.rendered = bytes.toByteArray();
            return message;
        } catch (IOException e) {
            throw new MessagingException("the mail cannot be rendered", e);
        }
    }

    InternetAddress recipient() throws MessagingException {
        return new InternetAddress(mail.to(), true);
    }

    private void fill() throws MessagingException, UnsupportedEncodingException {
        setFrom(new InternetAddress(mail.from(), mail.fromName(), UTF_8));
        setRecipient(RecipientType.TO, recipient());
        setSubject(mail.subject(), UTF_8);
        setHeader("Date", RFC_5322.format(mail.date().atOffset(ZoneOffset.UTC)));
        for (var header : mail.headers().entrySet()) {
            setHeader(header.getKey(), header.getValue());
        }
        setContent(new MimeMultipart("alternative", part(mail.text(), "plain"), part(mail.html(), "html")));
    }

    /** Text beyond ASCII is base64: two thirds of its letters are Cyrillic, and quoted-printable would be twice as long. */
    private static MimeBodyPart part(String text, String subtype) throws MessagingException {
        if (text.chars().allMatch(character -> character < 128)) {
            MimeBodyPart part = new MimeBodyPart();
            part.setText(text, UTF_8, subtype);
            return part;
        }
        // Lines end in CRLF before they are encoded (RFC 2045, 6.8).
        String canonical = text.lines().collect(Collectors.joining("\r\n", "", "\r\n"));
        byte[] encoded = Base64.getMimeEncoder().encode(canonical.getBytes(StandardCharsets.UTF_8));
        MimeBodyPart part = new PreencodedMimeBodyPart(BASE64);
        part.setDataHandler(
                new DataHandler(new ByteArrayDataSource(encoded, "text/" + subtype + "; charset=" + UTF_8)));
        // After the content, which removes it; without it an encoding is chosen first, by a look at every byte.
        part.setHeader("Content-Transfer-Encoding", BASE64);
        return part;
    }

    /** Called by saveChanges, which would make up an id of its own. */
    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", mail.messageId());
    }

    @Override
    public void writeTo(OutputStream out, String @Nullable [] ignoreList) throws IOException, MessagingException {
        if (rendered == null) {
            super.writeTo(out, ignoreList);
        } else {
            out.write(rendered);
        }
    }
}
