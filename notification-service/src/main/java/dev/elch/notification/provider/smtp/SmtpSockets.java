package dev.elch.notification.provider.smtp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** Makes the socket of one conversation and remembers it, so that the conversation can be cut from outside. */
final class SmtpSockets {

    private final SSLSocketFactory trust;
    private volatile @Nullable Socket socket;

    SmtpSockets(SSLSocketFactory trust) {
        this.trust = trust;
    }

    /** Ends whatever waits for the server, at once and without a word. */
    void cut() {
        Socket current = socket;
        if (current != null) {
            try {
                current.close();
            } catch (IOException e) {
                // It is gone either way.
            }
        }
    }

    SocketFactory plain() {
        return new Plain();
    }

    SSLSocketFactory encrypted() {
        return new Encrypted();
    }

    /**
     * Without delay: the dot behind a mail is a small packet, which the system would hold back until the server acknowledges
     * what came before it, and the server may take 40 ms and longer for that.
     */
    private Socket remembered(Socket made) throws SocketException {
        made.setTcpNoDelay(true);
        socket = made;
        return made;
    }

    /** Only the method without arguments is asked by Angus Mail, which connects by itself. */
    private final class Plain extends SocketFactory {

        @Override
        public Socket createSocket() throws SocketException {
            return remembered(new Socket());
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return remembered(new Socket(host, port));
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
            return remembered(new Socket(host, port, localHost, localPort));
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return remembered(new Socket(host, port));
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort)
                throws IOException {
            return remembered(new Socket(host, port, localHost, localPort));
        }
    }

    /** Angus Mail connects a plain socket and has it wrapped; the plain one is what can be cut at any moment. */
    private final class Encrypted extends SSLSocketFactory {

        @Override
        public Socket createSocket(Socket connected, String host, int port, boolean autoClose) throws IOException {
            return trust.createSocket(remembered(connected), host, port, autoClose);
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return remembered(trust.createSocket(host, port));
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
            return remembered(trust.createSocket(host, port, localHost, localPort));
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return remembered(trust.createSocket(host, port));
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort)
                throws IOException {
            return remembered(trust.createSocket(host, port, localHost, localPort));
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return trust.getDefaultCipherSuites();
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return trust.getSupportedCipherSuites();
        }
    }
}
