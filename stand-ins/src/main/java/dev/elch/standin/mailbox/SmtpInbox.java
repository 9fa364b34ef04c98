package dev.elch.standin.mailbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.subethamail.smtp.DropConnectionException;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;
import org.subethamail.smtp.server.Session;

/** The mail server on 127.0.0.1: keeps mails for every address and answers as {@link Reception} decides. */
final class SmtpInbox implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SmtpInbox.class);
    private static final int LARGEST_MAIL_BYTES = 10 * 1024 * 1024;

    private final SMTPServer server;
    private final Reception reception;

    private SmtpInbox(SMTPServer server, Reception reception) {
        this.server = server;
        this.reception = reception;
    }

    /** @param port port to listen on, 0 for a free one */
    static SmtpInbox start(int port, StoredMails mails, MailIds ids, Reception reception) {
        SMTPServer server = SMTPServer.port(port)
                .bindAddress(InetAddress.getLoopbackAddress())
                .hostName("mailbox.localhost")
                .softwareName("Elch mailbox")
                .maxMessageSize(LARGEST_MAIL_BYTES)
                .messageHandlerFactory(context -> new IncomingMail((Session) context, mails, ids, reception))
                .build();
        server.start();
        return new SmtpInbox(server, reception);
    }

    int port() {
        return server.getPortAllocated();
    }

    @Override
    public void close() {
        reception.close();
        server.stop();
    }

    /** One mail on its way in. */
    private static final class IncomingMail implements MessageHandler {

        private final Session session;
        private final StoredMails mails;
        private final MailIds ids;
        private final Reception reception;
        private final List<String> recipients = new ArrayList<>();
        private String sender = "";

        IncomingMail(Session session, StoredMails mails, MailIds ids, Reception reception) {
            this.session = session;
            this.mails = mails;
            this.ids = ids;
            this.reception = reception;
        }

        @Override
        public void from(String from) {
            sender = from;
        }

        @Override
        public void recipient(String recipient) throws RejectException {
            reception.admit(recipient);
            recipients.add(recipient);
        }

        @Override
        public String data(InputStream data) throws RejectException, IOException {
            byte[] mail = EnvelopeHeaders.prepend(sender, recipients, data.readAllBytes());
            delayAnswer();
            String id = keep(mail);
            if (reception.losesAnswer(recipients)) {
                session.closeSocket();
            }
            return "kept as " + id;
        }

        private void delayAnswer() throws RejectException {
            try {
                reception.delayAnswer(recipients);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new DropConnectionException(421, "4.3.2 The mail server shuts down");
            }
        }

        private String keep(byte[] mail) throws RejectException {
            String id = ids.next();
            try {
                mails.add(EnvelopeHeaders.mail(id, mail));
                return id;
            } catch (UncheckedIOException e) {
                LOG.error("mail {} could not be kept; the sender is told to try again later", id, e);
                throw new RejectException(452, "4.3.1 The mailbox cannot keep the mail");
            }
        }

        @Override
        public void done() {}
    }
}
