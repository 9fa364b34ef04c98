package dev.elch.notification.provider.smtp;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Hands mails over on a connection that is ready (RFC 5321, 3.3), one after the other. Where the server offers it, the envelope
 * and DATA go in one write (RFC 2920). For one thread at a time.
 */
final class SmtpTransaction {

    private static final byte[] FINAL_DOT = {'.', '\r', '\n'};
    private static final String RSET = "RSET\r\n";
    private static final int LONGEST_REPLY = 65_536;

    private final InputStream in;
    private final OutputStream out;
    private final String sender;
    private final boolean isPipelining;
    private final SmtpWatch.Watched watched;
    private SmtpPhase phase = SmtpPhase.MAIL_FROM;
    private boolean isReady = true;

    /**
     * @param ready connected, greeted, encrypted and logged in as required
     * @param sender envelope sender
     * @param isPipelining whether the server takes several commands at once
     * @param watched is told when a write begins and ends
     */
    SmtpTransaction(Socket ready, String sender, boolean isPipelining, SmtpWatch.Watched watched) throws IOException {
        this.in = new BufferedInputStream(ready.getInputStream(), 2_048);
        this.out = ready.getOutputStream();
        this.sender = sender;
        this.isPipelining = isPipelining;
        this.watched = watched;
    }

    /** Whether the server is ready for the next mail, as far as its replies tell. */
    boolean isReady() {
        return isReady;
    }

    /** Sends one mail; the answer is never an exception. */
    SmtpAnswer send(SmtpMessage message) {
        try {
            phase = SmtpPhase.MAIL_FROM;
            if (isPipelining) {
                write(line(Command.MAIL, message) + line(Command.RCPT, message) + line(Command.DATA, message));
            }
            for (Command command : Command.values()) {
                phase = command.phase;
                if (!isPipelining) {
                    write(line(command, message));
                }
                String reply = reply();
                if (!command.isTaken(reply)) {
                    return refused(command, SmtpAnswer.reply(phase, reply));
                }
            }
            phase = SmtpPhase.BODY;
            write(message.wire());
            phase = SmtpPhase.FINAL_DOT;
            write(FINAL_DOT);
            return SmtpAnswer.reply(phase, reply());
        } catch (IOException e) {
            String detail = e.getClass().getSimpleName() + ": " + e.getMessage();
            return SmtpAnswer.without(phase, SmtpAnswer.End.LOST, detail);
        }
    }

    private String line(Command command, SmtpMessage message) {
        return switch (command) {
            case MAIL -> "MAIL FROM:<" + sender + ">\r\n";
            case RCPT -> "RCPT TO:<" + message.recipient() + ">\r\n";
            case DATA -> "DATA\r\n";
        };
    }

    private SmtpAnswer refused(Command command, SmtpAnswer answer) {
        isReady = answer.leavesTheConnectionInOrder() && isReset(command);
        return answer;
    }

    /** Ends the transaction that has begun, and what was sent behind the command that was refused. */
    private boolean isReset(Command refused) {
        try {
            boolean isContentAwaited = false;
            for (Command sent : Command.values()) {
                if (isPipelining && sent.compareTo(refused) > 0) {
                    isContentAwaited = sent.isTaken(reply()) && sent == Command.DATA;
                }
            }
            if (isContentAwaited) {
                // There is no recipient, so the server refuses this empty mail (RFC 2920, 3.1).
                write(FINAL_DOT);
                reply();
            }
            write(RSET);
            return reply().startsWith("2");
        } catch (IOException e) {
            return false;
        }
    }

    private void write(String commands) throws IOException {
        write(commands.getBytes(StandardCharsets.US_ASCII));
    }

    private void write(byte[] bytes) throws IOException {
        watched.writing();
        try {
            out.write(bytes);
            out.flush();
        } finally {
            watched.written();
        }
    }

    /**
     * All lines of the next reply (RFC 5321, 4.2.1). When the server hangs up behind the first line, that one: it bears the code
     * already.
     */
    private String reply() throws IOException {
        ByteArrayOutputStream reply = new ByteArrayOutputStream(128);
        int lineStart = 0;
        for (int next = in.read(); next >= 0; next = in.read()) {
            reply.write(next);
            if (reply.size() > LONGEST_REPLY) {
                throw new IOException("the reply is longer than " + LONGEST_REPLY + " bytes");
            }
            if (next == '\n') {
                String lines = reply.toString(StandardCharsets.ISO_8859_1);
                if (!isContinued(lines, lineStart)) {
                    return understood(lines);
                }
                lineStart = reply.size();
            }
        }
        if (lineStart == 0) {
            throw new EOFException("the server hung up");
        }
        return understood(reply.toString(StandardCharsets.ISO_8859_1).substring(0, lineStart));
    }

    private static boolean isContinued(String lines, int lineStart) {
        return lines.length() > lineStart + 3 && lines.charAt(lineStart + 3) == '-';
    }

    private static String understood(String lines) throws IOException {
        String reply = SmtpReply.decoded(lines);
        if (SmtpReply.parse(reply).code() == 0) {
            throw new IOException("no SMTP reply: " + reply);
        }
        return reply;
    }

    /** What a mail begins with, in this order. */
    private enum Command {
        MAIL(SmtpPhase.MAIL_FROM, "2"),
        RCPT(SmtpPhase.RCPT_TO, "2"),
        DATA(SmtpPhase.DATA, "354");

        private final SmtpPhase phase;
        private final String positive;

        Command(SmtpPhase phase, String positive) {
            this.phase = phase;
            this.positive = positive;
        }

        boolean isTaken(String reply) {
            return reply.startsWith(positive);
        }
    }
}
