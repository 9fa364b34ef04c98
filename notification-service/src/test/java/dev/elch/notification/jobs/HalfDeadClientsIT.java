package dev.elch.notification.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.notification.RunningService;
import dev.elch.notification.ScriptedProvider;
import dev.elch.notification.TestDependencies;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A client whose request never ends loses its connection. */
class HalfDeadClientsIT {

    @RegisterExtension
    static final TestDependencies AROUND = new TestDependencies(1);

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static RunningService service;

    @BeforeAll
    static void start() {
        List<String> settings = new ArrayList<>(List.of(ApiClient.tokens("shop-operator")));
        settings.add("server.netty.idle-timeout=3s");
        service = new RunningService(AROUND, new ScriptedProvider(), settings.toArray(String[]::new));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void a_body_that_never_ends_is_ended() throws IOException {
        String beginning = "POST /api/jobs/signin-notification HTTP/1.1\r\nHost: elch\r\n"
                + "Authorization: Bearer shop-operator-token\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{";

        assertIsEnded(beginning);
    }

    @Test
    void headers_that_never_end_are_ended() throws IOException {
        assertIsEnded("GET /api/jobs HTTP/1.1\r\nHost: el");
    }

    @Test
    void a_connection_without_a_request_is_ended() throws IOException {
        assertIsEnded("");
    }

    /** Reads whatever is answered until the server closes; fails when it does not. */
    private static void assertIsEnded(String sent) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), service.url().getPort())) {
            socket.setSoTimeout((int) LIMIT.toMillis());
            socket.getOutputStream().write(sent.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();

            byte[] answer = socket.getInputStream().readAllBytes();

            assertThat(new String(answer, StandardCharsets.UTF_8)).doesNotStartWith("HTTP/1.1 2");
        }
    }
}
