package dev.elch.testkit.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class LoopbackListenerTest {

    @Test
    void serves_every_connection() throws IOException {
        try (LoopbackListener listener = LoopbackListener.start(
                        "one", connection -> connection.getOutputStream().write(7));
                Socket client = connect(listener.port());
                Socket other = connect(listener.port())) {
            assertThat(client.getInputStream().read()).isEqualTo(7);
            assertThat(other.getInputStream().read()).isEqualTo(7);
            assertThat(listener.accepted()).isEqualTo(2);
        }
    }

    @RepeatedTest(50)
    void a_closed_one_refuses_connections() throws IOException {
        LoopbackListener listener = LoopbackListener.start(
                "closed", connection -> connection.getOutputStream().write(7));

        listener.close();

        assertThatThrownBy(() -> connect(listener.port())).isInstanceOf(ConnectException.class);
    }

    private static Socket connect(int port) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port);
    }
}
