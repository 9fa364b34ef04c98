package dev.elch.testkit.mailbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/** The mail server: takes mails for anybody on 127.0.0.1 and says 250 once they are kept. */
final class SmtpInbox implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SmtpInbox.class);
    private static final int LARGEST_MAIL_BYTES = 10 * 1024 * 1024;

    private final SMTPServer server;

    private SmtpInbox(SMTPServer server) {
        this.server = server;
    }

    /** @param port port to listen on, 0 for a free one */
    static SmtpInbox start(int port, StoredMails mails, MailIds ids) {
        SMTPServer server = SMTPServer.port(port)
                .bindAddress(InetAddress.getLoopbackAddress())
                .hostName("mailbox.localhost")
                .softwareName("Elch mailbox")
                .maxMessageSize(LARGEST_MAIL_BYTES)
                .messageHandlerFactory(context -> new Arrival(mails, ids))
                .build();
        server.start();
        return new SmtpInbox(server);
    }

    int port() {
        return server.getPortAllocated();
    }

    @Override
    public void close() {
        server.stop();
    }

    /** One mail on its way in. */
    private static final class Arrival implements MessageHandler {

        private final StoredMails mails;
        private final MailIds ids;
        private final List<String> recipients = new ArrayList<>();
        private String sender = "";

        Arrival(StoredMails mails, MailIds ids) {
            this.mails = mails;
            this.ids = ids;
        }

        @Override
        public void from(String from) {
            sender = from;
        }

        @Override
        public void recipient(String recipient) {
            recipients.add(recipient);
        }

        @Override
        public String data(InputStream data) throws RejectException, IOException {
            byte[] mail = EnvelopeHeaders.prepend(sender, recipients, data.readAllBytes());
            String id = ids.next();
            try {
                mails.add(EnvelopeHeaders.mail(id, mail));
            } catch (UncheckedIOException e) {
                LOG.error("mail {} could not be kept; the sender is told to come again", id, e);
                throw new RejectException(452, "4.3.1 The mailbox can not keep the mail");
            }
            return "kept as " + id;
        }

        @Override
        public void done() {}
    }
}
