package dev.elch.notification.provider.smtp;

import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.OutputStream;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.time.Instant;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * One connection to the server that tracks how far the current mail has come. Angus Mail alone does not tell: after a
 * refusal it sends RSET, and when that fails too, the exception is about the RSET.
 *
 * <p>For one thread at a time, but for {@link #cut}.
 */
final class SmtpConversation extends SMTPTransport {

    private final SmtpSocket socket;
    private final Runnable releaseSession;
    private SmtpPhase phase = SmtpPhase.GREETING;
    private String reply = "";
    private boolean isReplyOfThePhase = true;
    private int mails;
    private Instant idleSince = Instant.MAX;

    /** @param releaseSession frees the mail session for the next conversation */
    SmtpConversation(Session session, SmtpSocket socket, Runnable releaseSession) {
        super(session, null);
        this.socket = socket;
        this.releaseSession = releaseSession;
    }

    /** Connected: the mail session is needed no longer. */
    void releaseSession() {
        releaseSession.run();
    }

    /** Sends one mail; the answer is never an exception. */
    synchronized SmtpAnswer send(SmtpMessage message) {
        mails++;
        phase = SmtpPhase.MAIL_FROM;
        reply = "";
        try {
            sendMessage(message, new Address[] {message.recipient()});
            return SmtpAnswer.reply(phase, reply);
        } catch (MessagingException | IllegalStateException e) {
            return answerAfter(e);
        }
    }

    /** What a failure means, given how far we were when it happened. */
    synchronized SmtpAnswer answerAfter(Exception failure) {
        if (isUntrusted(failure)) {
            return SmtpAnswer.without(phase, SmtpAnswer.End.UNTRUSTED, rootMessage(failure));
        }
        SmtpAnswer answer = SmtpAnswer.reply(phase, reply);
        int code = answer.reply().code();
        boolean isDecidedByTheServer = code >= 400 || (phase == SmtpPhase.FINAL_DOT && code > 0);
        if (isDecidedByTheServer) {
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

    @Override
    protected OutputStream data() throws MessagingException {
        OutputStream body = super.data();
        phase = SmtpPhase.BODY;
        reply = "";
        return body;
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
