package dev.elch.testkit.fault;

import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;

/** Two ways to end a connection. */
final class Sockets {

    private Sockets() {}

    /** With FIN, after what was written. */
    static void close(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException("cannot close " + socket, e);
        }
    }

    /** With RST: the other side gets "connection reset" instead of an end of the stream. */
    static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException isClosedAlready) {
            return;
        }
        close(socket);
    }
}
