package dev.elch.notification.provider.smtp;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import org.jspecify.annotations.Nullable;

/** The socket of one conversation, as soon as there is one, so that it can be cut from outside. */
final class SmtpSocket {

    private volatile @Nullable Socket socket;

    /**
     * Without delay: the dot behind a mail is a small packet, which the system would hold back until the server acknowledges
     * what came before it, and the server may take 40 ms and longer for that.
     */
    void is(Socket made) throws SocketException {
        made.setTcpNoDelay(true);
        socket = made;
    }

    /** Closes the connection at once; a thread that waits for the server gets an exception. */
    void cut() {
        Socket current = socket;
        if (current != null) {
            try {
                current.close();
            } catch (IOException e) {
                // The connection is closed either way.
            }
        }
    }
}
