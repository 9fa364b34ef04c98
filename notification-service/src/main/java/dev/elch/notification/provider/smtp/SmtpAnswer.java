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

    static SmtpAnswer reply(SmtpPhase phase, String raw) {
        return new SmtpAnswer(phase, End.REPLY, SmtpReply.parse(raw), "");
    }

    static SmtpAnswer without(SmtpPhase phase, End end, String detail) {
        return new SmtpAnswer(phase, end, SmtpReply.NONE, detail);
    }
}
