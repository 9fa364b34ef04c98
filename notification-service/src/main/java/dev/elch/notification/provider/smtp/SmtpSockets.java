package dev.elch.notification.provider.smtp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;

/** Makes the sockets of a mail session, for one conversation after the other. */
final class SmtpSockets {

    private final SSLSocketFactory trust;
    private volatile SmtpSocket next = new SmtpSocket();

    SmtpSockets(SSLSocketFactory trust) {
        this.trust = trust;
    }

    /** Sockets created from now on belong to {@code conversation}. */
    void assignTo(SmtpSocket conversation) {
        next = conversation;
    }

    SocketFactory plain() {
        return new Plain();
    }

    SSLSocketFactory encrypted() {
        return new Encrypted();
    }

    private Socket tracked(Socket made) throws SocketException {
        next.is(made);
        return made;
    }

    private Socket layered(Socket made) {
        next.isEncryptedBy(made);
        return made;
    }

    /** Angus Mail uses only the method without arguments and connects by itself. */
    private final class Plain extends SocketFactory {

        @Override
        public Socket createSocket() throws SocketException {
            return tracked(new Socket());
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return tracked(new Socket(host, port));
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
            return tracked(new Socket(host, port, localHost, localPort));
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return tracked(new Socket(host, port));
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort)
                throws IOException {
            return tracked(new Socket(host, port, localHost, localPort));
        }
    }

    /** Angus Mail connects a plain socket and has it wrapped; the plain one is what can be cut at any moment. */
    private final class Encrypted extends SSLSocketFactory {

        @Override
        public Socket createSocket(Socket connected, String host, int port, boolean autoClose) throws IOException {
            return layered(trust.createSocket(tracked(connected), host, port, autoClose));
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return layered(tracked(trust.createSocket(host, port)));
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
            return layered(tracked(trust.createSocket(host, port, localHost, localPort)));
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return layered(tracked(trust.createSocket(host, port)));
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort)
                throws IOException {
            return layered(tracked(trust.createSocket(host, port, localHost, localPort)));
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
