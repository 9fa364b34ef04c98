package dev.elch.notification.provider.smtp;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.time.Instant;
import java.util.function.Supplier;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/**
 * One connection to the server. Angus Mail connects, encrypts and logs in; here is noted how far that came, because after a
 * refusal it sends RSET, and when that fails too, its exception is about the RSET. The mails are handed over by
 * {@link SmtpTransaction}.
 *
 * <p>For one thread at a time, but for {@link #cut}.
 */
final class SmtpConversation extends SMTPTransport {

    private final SmtpSocket socket;
    private final Runnable releaseSession;
    private final SmtpWatch.Watched watched;
    private final String sender;
    private @Nullable SmtpTransaction transaction;
    private SmtpPhase phase = SmtpPhase.GREETING;
    private String reply = "";
    private boolean isReplyOfThePhase = true;
    private int mails;
    private Instant idleSince = Instant.MAX;

    /**
     * @param sender envelope sender of every mail
     * @param watch cuts it when it takes too long
     * @param releaseSession frees the mail session for the next conversation
     */
    SmtpConversation(Session session, SmtpSocket socket, String sender, SmtpWatch watch, Runnable releaseSession) {
        super(session, null);
        this.socket = socket;
        this.sender = sender;
        this.watched = watch.watched(socket::cut);
        this.releaseSession = releaseSession;
    }

    /** Connected: the mail session is needed no longer. */
    void releaseSession() {
        releaseSession.run();
    }

    /** Does something with this connection that is cut when it takes too long. */
    <T> T watched(Supplier<T> something) {
        watched.begin();
        try {
            return something.get();
        } finally {
            watched.end();
        }
    }

    /** Sends one mail; the answer is never an exception. */
    SmtpAnswer send(SmtpMessage message) {
        mails++;
        try {
            if (transaction == null) {
                transaction = new SmtpTransaction(socket.talk(), sender, supportsExtension("PIPELINING"), watched);
            }
            return transaction.send(message);
        } catch (IOException e) {
            return SmtpAnswer.without(SmtpPhase.MAIL_FROM, SmtpAnswer.End.LOST, rootMessage(e));
        }
    }

    /** Whether the server is ready for another mail. */
    boolean isReady() {
        return transaction != null && transaction.isReady();
    }

    /** What a failure to connect means, given how far we were when it happened. */
    synchronized SmtpAnswer answerAfter(Exception failure) {
        if (isUntrusted(failure)) {
            return SmtpAnswer.without(phase, SmtpAnswer.End.UNTRUSTED, rootMessage(failure));
        }
        SmtpAnswer answer = SmtpAnswer.reply(phase, reply);
        int code = answer.reply().code();
        if (code >= 400) {
            return answer;
        }
        if (phase == SmtpPhase.HELLO && code > 0) {
            return failure instanceof AuthenticationFailedException
                    ? SmtpAnswer.without(phase, SmtpAnswer.End.NO_AUTH, rootMessage(failure))
                    : SmtpAnswer.without(phase, SmtpAnswer.End.NO_TLS, rootMessage(failure));
        }
        return SmtpAnswer.without(phase, SmtpAnswer.End.LOST, rootMessage(failure));
    }

    /** Ends the conversation at once, from any thread; a thread that waits in it gets an exception. */
    void cut() {
        socket.cut();
    }

    int mails() {
        return mails;
    }

    Instant idleSince() {
        return idleSince;
    }

    void idleSince(Instant now) {
        idleSince = now;
    }

    @Override
    protected void sendCommand(String command) throws MessagingException {
        SmtpPhase.begunBy(command)
                .ifPresentOrElse(
                        begun -> {
                            phase = begun;
                            reply = "";
                            isReplyOfThePhase = true;
                        },
                        () -> isReplyOfThePhase = false);
        super.sendCommand(command);
    }

    @Override
    protected int readServerResponse() throws MessagingException {
        int code = super.readServerResponse();
        if (isReplyOfThePhase) {
            reply = SmtpReply.decoded(getLastServerResponse());
        }
        return code;
    }

    /** Angus Mail takes any refusal of EHLO for a server that knows HELO only; a 4yz says no such thing. */
    @Override
    protected boolean ehlo(String domain) throws MessagingException {
        boolean isWelcome = super.ehlo(domain);
        if (!isWelcome && SmtpReply.parse(reply).isTransient()) {
            throw new MessagingException(reply);
        }
        return isWelcome;
    }

    /** Angus Mail answers a refused AUTH with STARTTLS of its own accord; whether to encrypt was decided before. */
    @Override
    protected void startTLS() throws MessagingException {
        if (phase == SmtpPhase.AUTH) {
            throw new MessagingException(reply);
        }
        super.startTLS();
    }

    private static boolean isUntrusted(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException
                    || cause instanceof CertPathValidatorException
                    || cause instanceof SSLPeerUnverifiedException) {
                return true;
            }
        }
        return false;
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName() + ": " + root.getMessage();
    }
}
