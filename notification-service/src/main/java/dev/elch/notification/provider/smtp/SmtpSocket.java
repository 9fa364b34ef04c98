package dev.elch.notification.provider.smtp;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The socket of one conversation, as soon as there is one: to talk over, and to be cut from outside. */
final class SmtpSocket {

    private volatile @Nullable Socket socket;
    private volatile @Nullable Socket encrypted;
    private volatile boolean isCut;

    /**
     * Without delay: the dot behind a mail is a small packet, which the system would hold back until the server acknowledges
     * what came before it, and the server may take 40 ms and longer for that.
     *
     * @throws SocketException when the conversation was cut before it had a socket, as while a name is looked up; the socket is
     *     closed then
     */
    void is(Socket made) throws SocketException {
        made.setTcpNoDelay(true);
        socket = made;
        if (isCut) {
            close(made);
            throw new SocketException("the conversation was cut");
        }
    }

    /** From now on what is said goes through {@code layer}. */
    void isEncryptedBy(Socket layer) {
        encrypted = layer;
    }

    /** Where to talk; encrypted when the conversation is. */
    Socket talk() throws SocketException {
        Socket layer = encrypted;
        Socket plain = socket;
        if (layer == null && plain == null) {
            throw new SocketException("not connected");
        }
        return layer == null ? Objects.requireNonNull(plain) : layer;
    }

    /** Closes the connection at once, also one that is made later; a thread that waits for the server gets an exception. */
    void cut() {
        isCut = true;
        Socket current = socket;
        if (current != null) {
            close(current);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // The connection is closed either way.
        }
    }
}
