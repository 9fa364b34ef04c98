package dev.elch.notification.provider.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;

class SmtpSocketsTest {

    private final SmtpSockets sockets = new SmtpSockets((SSLSocketFactory) SSLSocketFactory.getDefault());

    @Test
    void nothing_that_is_written_waits_for_an_acknowledgement() throws IOException {
        try (Socket plain = sockets.plain().createSocket()) {
            assertThat(plain.getTcpNoDelay()).isTrue();
        }
        try (ServerSocket server = new ServerSocket(0);
                Socket connected = new Socket(server.getInetAddress(), server.getLocalPort());
                Socket encrypted = sockets.encrypted().createSocket(connected, "localhost", 465, true)) {
            assertThat(connected.getTcpNoDelay()).isTrue();
            assertThat(encrypted.getTcpNoDelay()).isTrue();
        }
    }

    @Test
    void a_conversation_that_was_cut_before_it_had_a_socket_gets_none() {
        SmtpSocket conversation = new SmtpSocket();
        sockets.assignTo(conversation);
        conversation.cut();

        assertThatThrownBy(() -> sockets.plain().createSocket()).isInstanceOf(SocketException.class);
        assertThatThrownBy(() -> conversation.talk().getOutputStream()).isInstanceOf(SocketException.class);
    }
}
