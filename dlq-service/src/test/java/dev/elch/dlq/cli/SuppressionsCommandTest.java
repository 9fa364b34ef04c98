package dev.elch.dlq.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Suppressions at the command line, against a service that says what it was asked. */
class SuppressionsCommandTest {

    private static final String ID = "0123456789abcdef".repeat(4);

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private HttpServer service;

    @BeforeEach
    void start() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", this::answer);
        service.start();
    }

    @AfterEach
    void stop() {
        service.stop(0);
    }

    @Test
    void lists_suppressions_and_names_the_next_page() {
        assertThat(elch("list", "--kind", "bad_address")).isEqualTo(ExitCode.OK);

        assertThat(asked).containsExactly("GET /api/admin/dlq/suppressions?kind=bad_address ");
        assertThat(out.toString())
                .containsPattern("ID +KIND +SINCE +UNTIL")
                .containsPattern(ID + " +bad_address +2026-03-01T10:00:00Z +lifted");
        assertThat(err.toString()).contains("--cursor next-1");
    }

    @Test
    void lifts_by_address_or_by_id() {
        assertThat(elch("lift", "bat@example.mn", "-r", "it works again")).isEqualTo(ExitCode.OK);
        assertThat(elch("lift", ID, "-r", "it works again")).isEqualTo(ExitCode.OK);

        assertThat(asked.get(0))
                .startsWith("POST /api/admin/dlq/suppressions/lift ")
                .contains("\"email\":\"bat@example.mn\"", "\"reason\":\"it works again\"");
        assertThat(asked.get(1)).contains("\"id\":\"" + ID + "\"");
        assertThat(out.toString()).contains("lifted " + ID + " (bad_address)");
    }

    @Test
    void asks_for_a_reason() {
        assertThat(elch("lift", ID)).isEqualTo(ExitCode.USAGE);
        assertThat(asked).isEmpty();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
        String one = "{\"id\":\"" + ID + "\",\"kind\":\"bad_address\",\"since\":\"2026-03-01T10:00:00Z\"}";
        boolean isList = exchange.getRequestMethod().equals("GET");
        byte[] answer = (isList ? "{\"suppressions\":[" + one + "],\"nextCursor\":\"next-1\"}" : one)
                .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private int elch(String command, String... arguments) {
        List<String> words = new ArrayList<>(List.of("suppressions", command));
        words.addAll(List.of("--url", "http://127.0.0.1:" + service.getAddress().getPort(), "--token", "t"));
        words.addAll(List.of(arguments));
        return ElchCommand.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(words.toArray(String[]::new));
    }
}
