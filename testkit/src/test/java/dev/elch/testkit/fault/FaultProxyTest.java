package dev.elch.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class FaultProxyTest {

    private static final int LIMIT_MILLIS = 20_000;

    private final Queue<String> served = new ConcurrentLinkedQueue<>();
    private ServerSocket echo;
    private FaultProxy proxy;

    @BeforeEach
    void start() throws Exception {
        echo = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        new Thread(this::serve).start();
        proxy = FaultProxy.to(echo.getLocalPort());
    }

    @AfterEach
    void stop() throws Exception {
        proxy.close();
        echo.close();
    }

    @Test
    void passes_everything_on() throws Exception {
        try (Socket client = connect()) {
            assertThat(ask(client, "hello")).isEqualTo("hello");
            assertThat(proxy.connectionCount()).isEqualTo(1);
        }
    }

    @Test
    void delays_request_and_reply() throws Exception {
        proxy.delay(Duration.ofMillis(100));
        try (Socket client = connect()) {
            long from = System.nanoTime();

            ask(client, "hello");

            assertThat(Duration.ofNanos(System.nanoTime() - from)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
        }
    }

    @Test
    void a_cut_ends_the_stream_and_lets_new_connections_in() throws Exception {
        try (Socket client = connect()) {
            ask(client, "hello");

            proxy.cut();

            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
        try (Socket client = connect()) {
            assertThat(ask(client, "again")).isEqualTo("again");
        }
    }

    @Test
    void a_reset_is_seen_as_one() throws Exception {
        try (Socket client = connect()) {
            ask(client, "hello");

            proxy.reset();

            assertThatThrownBy(() -> client.getInputStream().read())
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        }
    }

    @RepeatedTest(50)
    void refuses_until_it_is_healed() throws Exception {
        proxy.refuse();
        assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);

        proxy.heal();

        try (Socket client = connect()) {
            assertThat(ask(client, "hello")).isEqualTo("hello");
        }
    }

    @Test
    void a_black_hole_takes_everything_and_says_nothing() throws Exception {
        try (Socket client = connect()) {
            proxy.blackHole();
            client.setSoTimeout(200);

            assertThatThrownBy(() -> ask(client, "hello")).isInstanceOf(SocketTimeoutException.class);

            assertThat(served).isEmpty();
        }
    }

    @Test
    void a_swallowed_reply_hides_that_the_deed_was_done() throws Exception {
        try (Socket client = connect()) {
            ask(client, "before");
            proxy.swallowReplyAfter(2);

            write(client, "deed");

            assertThat(client.getInputStream().readNBytes(2)).isEqualTo("de".getBytes(StandardCharsets.UTF_8));
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
            assertThat(served).containsExactly("before", "deed");
        }
    }

    @Test
    void a_target_that_is_down_is_a_reset() throws Exception {
        echo.close();
        awaitRefusal(echo.getLocalPort());
        try (Socket client = connect()) {
            assertThatThrownBy(() -> ask(client, "hello")).isInstanceOf(SocketException.class);
        }
    }

    /** A thread that is still in {@code accept()} keeps a closed listener open for a moment. */
    private static void awaitRefusal(int port) {
        long limit = System.nanoTime() + LIMIT_MILLIS * 1_000_000L;
        while (System.nanoTime() < limit) {
            try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
                assertThat(probe.isConnected()).isTrue();
            } catch (IOException refused) {
                return;
            }
        }
        throw new AssertionError("port " + port + " still answers");
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        socket.setSoTimeout(LIMIT_MILLIS);
        return socket;
    }

    private static String ask(Socket client, String text) throws IOException {
        write(client, text);
        return new String(client.getInputStream().readNBytes(text.length()), StandardCharsets.UTF_8);
    }

    private static void write(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        client.getOutputStream().flush();
    }

    private void serve() {
        try {
            while (true) {
                Socket socket = echo.accept();
                new Thread(() -> answer(socket)).start();
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void answer(Socket socket) {
        byte[] piece = new byte[100];
        try (socket) {
            for (int n = socket.getInputStream().read(piece);
                    n > 0;
                    n = socket.getInputStream().read(piece)) {
                served.add(new String(piece, 0, n, StandardCharsets.UTF_8));
                socket.getOutputStream().write(piece, 0, n);
            }
        } catch (IOException broken) {
            // what the test is about
        }
    }
}
