package dev.elch.dlq.alert;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Receives alerts as plain mails. */
final class SmtpReceiver implements AlertReceiver {

    private static final String LIMIT_MILLIS = "10000";

    private final AlertProperties.Mail mail;

    SmtpReceiver(AlertProperties.Mail mail) {
        this.mail = mail;
    }

    @Override
    public String name() {
        return "mail";
    }

    @Override
    public void take(Alert alert) throws NotTakenException {
        Session session = Session.getInstance(settings());
        try {
            MimeMessage message = new MimeMessage(session);
            message.setFrom(new InternetAddress(mail.from()));
            message.setRecipient(Message.RecipientType.TO, new InternetAddress(mail.to()));
            message.setSubject("Elch: " + alert.text(), StandardCharsets.UTF_8.name());
            message.setText(alert.text() + "\n\n" + alert.link() + "\n", StandardCharsets.UTF_8.name());
            message.setSentDate(Date.from(alert.at()));
            message.setHeader("Auto-Submitted", "auto-generated");
            Transport.send(message, user(mail.username()), user(mail.password()));
        } catch (MessagingException e) {
            throw new NotTakenException(mail.host() + " does not take it: " + e.getMessage());
        }
    }

    private static @Nullable String user(String text) {
        return text.isEmpty() ? null : text;
    }

    private Properties settings() {
        Properties settings = new Properties();
        settings.setProperty("mail.smtp.host", mail.host());
        settings.setProperty("mail.smtp.port", Integer.toString(mail.port()));
        settings.setProperty("mail.smtp.starttls.enable", Boolean.toString(mail.startTls()));
        settings.setProperty("mail.smtp.starttls.required", Boolean.toString(mail.startTls()));
        settings.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        settings.setProperty("mail.smtp.auth", Boolean.toString(!mail.username().isEmpty()));
        settings.setProperty("mail.smtp.connectiontimeout", LIMIT_MILLIS);
        settings.setProperty("mail.smtp.timeout", LIMIT_MILLIS);
        settings.setProperty("mail.smtp.writetimeout", LIMIT_MILLIS);
        return settings;
    }
}
