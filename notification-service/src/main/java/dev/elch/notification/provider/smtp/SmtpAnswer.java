package dev.elch.notification.provider.smtp;

/**
 * What a conversation ended with.
 *
 * @param phase how far it had come
 * @param end what ended it
 * @param reply the last reply of that phase; {@link SmtpReply#NONE} when there was none
 * @param detail one short line for people, for what is not a reply
 */
public record SmtpAnswer(SmtpPhase phase, End end, SmtpReply reply, String detail) {

    /** What ended a conversation. */
    public enum End {
        /** The server's reply. */
        REPLY,
        /** No connection, a lost connection, a timeout, or something that is no reply. */
        LOST,
        /** A certificate or host name that is not trusted. */
        UNTRUSTED,
        /** Encryption is required and the server does not offer it. */
        NO_TLS,
        /** We have a name and password, and the server does not offer to take them. */
        NO_AUTH
    }

    /**
     * Whether the next mail may use the same connection: this one was accepted, or refused for itself. Not after 421, with
     * which a server ends a conversation, nor after 452, which may be about all that came over this connection.
     */
    boolean leavesTheConnectionInOrder() {
        boolean isAboutTheMail =
                phase == SmtpPhase.MAIL_FROM || phase == SmtpPhase.RCPT_TO || phase == SmtpPhase.FINAL_DOT;
        return end == End.REPLY && isAboutTheMail && reply.code() > 0 && reply.code() != 421 && reply.code() != 452;
    }

    /** Whether the connection ended before or at the first command of the mail, so that the server has heard of no recipient. */
    boolean isEndOfTheConnection() {
        return phase == SmtpPhase.MAIL_FROM && (end == End.LOST || reply.code() == 421);
    }

    static SmtpAnswer reply(SmtpPhase phase, String raw) {
        return new SmtpAnswer(phase, End.REPLY, SmtpReply.parse(raw), "");
    }

    static SmtpAnswer without(SmtpPhase phase, End end, String detail) {
        return new SmtpAnswer(phase, end, SmtpReply.NONE, detail);
    }
}
