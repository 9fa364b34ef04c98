package dev.elch.notification.provider.smtp;

import dev.elch.notification.mail.Mail;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UnsupportedEncodingException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A mail in the form that goes over the wire: multipart/alternative, text first, in seven bits whatever the texts are.
 *
 * <p>It is rendered once, before anything is sent, so that a mail which can not be rendered costs no connection.
 */
final class SmtpMessage extends MimeMessage {

    private static final String UTF_8 = "UTF-8";
    private static final DateTimeFormatter RFC_5322 =
            DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss xx", Locale.ENGLISH);

    /** One for all mails: making one reads the provider lists of every library, which costs more than sending a mail. */
    private static final Session SESSION = Session.getInstance(new Properties());

    private final Mail mail;
    private byte @Nullable [] rendered;

    private SmtpMessage(Mail mail) {
        super(SESSION);
        this.mail = mail;
    }

    /** @throws MessagingException when the mail can not be rendered, which trying again will not change */
    static SmtpMessage of(Mail mail) throws MessagingException {
        SmtpMessage message = new SmtpMessage(mail);
        try {
            message.fill();
            message.saveChanges();
            MailBytes bytes = new MailBytes();
            message.writeTo(bytes, null);
            message.rendered = bytes.toByteArray();
            return message;
        } catch (IOException e) {
            throw new MessagingException("the mail can not be rendered", e);
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

    private static MimeBodyPart part(String text, String subtype) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text, UTF_8, subtype);
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
