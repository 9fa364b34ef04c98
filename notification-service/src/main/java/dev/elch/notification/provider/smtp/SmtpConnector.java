package dev.elch.notification.provider.smtp;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLSocketFactory;

/** Opens conversations with the configured server: connects, encrypts as required, logs in. */
final class SmtpConnector {

    private final SmtpProperties smtp;
    private final String sender;
    private final SSLSocketFactory trust;
    private final ScheduledExecutorService timers;
    private final SmtpWatch watch;
    private final Queue<ReusableSession> free = new ConcurrentLinkedQueue<>();

    /**
     * @param sender envelope sender of every mail
     * @param trust certificates to trust
     * @param timers runs the write timeout while connecting
     * @param watch cuts what takes too long
     */
    SmtpConnector(
            SmtpProperties smtp,
            String sender,
            SSLSocketFactory trust,
            ScheduledExecutorService timers,
            SmtpWatch watch) {
        this.smtp = smtp;
        this.sender = sender;
        this.trust = trust;
        this.timers = timers;
        this.watch = watch;
    }

    /** A conversation that has not begun. */
    SmtpConversation unconnected() {
        ReusableSession known = free.poll();
        ReusableSession reusable = known == null ? newSession() : known;
        SmtpSocket socket = new SmtpSocket();
        reusable.sockets().assignTo(socket);
        return new SmtpConversation(reusable.session(), socket, sender, watch, () -> free.add(reusable));
    }

    private ReusableSession newSession() {
        SmtpSockets sockets = new SmtpSockets(trust);
        return new ReusableSession(Session.getInstance(settings(sockets)), sockets);
    }

    /**
     * Connects it, ready for the first mail.
     *
     * @throws SmtpRefusedException with the answer that kept it from being ready
     */
    void connect(SmtpConversation conversation) throws SmtpRefusedException {
        try {
            if (smtp.hasLogin()) {
                conversation.connect(smtp.host(), smtp.port(), smtp.username(), smtp.password());
            } else {
                conversation.connect(smtp.host(), smtp.port(), null, null);
            }
        } catch (MessagingException e) {
            throw new SmtpRefusedException(conversation.answerAfter(e), e);
        } finally {
            conversation.releaseSession();
        }
        boolean offersLogin = conversation.supportsExtension("AUTH") || conversation.supportsExtension("AUTH=LOGIN");
        if (smtp.hasLogin() && !offersLogin) {
            conversation.cut();
            throw new SmtpRefusedException(
                    SmtpAnswer.without(SmtpPhase.HELLO, SmtpAnswer.End.NO_AUTH, "the server offers no login"), null);
        }
    }

    private Properties settings(SmtpSockets sockets) {
        Properties settings = new Properties();
        // The domain of the sender, because looking up the own name can take seconds where there is no name server.
        String domain = sender.substring(sender.lastIndexOf('@') + 1);
        settings.put("mail.smtp.localhost", smtp.heloName().isEmpty() ? domain : smtp.heloName());
        settings.put(
                "mail.smtp.connectiontimeout",
                Long.toString(smtp.connectTimeout().toMillis()));
        settings.put("mail.smtp.timeout", Long.toString(smtp.replyTimeout().toMillis()));
        settings.put("mail.smtp.writetimeout", Long.toString(smtp.writeTimeout().toMillis()));
        settings.put("mail.smtp.executor.writetimeout", timers);
        settings.put("mail.smtp.quitwait", "false");
        settings.put("mail.smtp.socketFactory", sockets.plain());
        settings.put("mail.smtp.socketFactory.fallback", "false");
        settings.put("mail.smtp.ssl.socketFactory", sockets.encrypted());
        settings.put("mail.smtp.ssl.checkserveridentity", "true");
        boolean isStartTls = smtp.tls() == SmtpProperties.Tls.STARTTLS;
        settings.put("mail.smtp.starttls.enable", Boolean.toString(isStartTls));
        settings.put("mail.smtp.starttls.required", Boolean.toString(isStartTls));
        settings.put("mail.smtp.ssl.enable", Boolean.toString(smtp.tls() == SmtpProperties.Tls.IMPLICIT));
        return settings;
    }

    /**
     * A mail session, which a conversation needs only until it is connected. Creating one reads the provider lists of every
     * library, which costs more than sending a mail.
     */
    private record ReusableSession(Session session, SmtpSockets sockets) {}
}
