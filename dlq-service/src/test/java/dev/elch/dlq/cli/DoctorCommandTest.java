package dev.elch.dlq.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The doctor at the command line, against a service that says what it is told to. */
class DoctorCommandTest {

    private static final String SERVICES =
            "\"services\": [{\"name\": \"dlq-service\", \"state\": \"up\"}, {\"name\": \"auth-service\", \"state\": \"silent\"}]";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private HttpServer service;
    private volatile String findings = "";

    @BeforeEach
    void start() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/api/admin/dlq/system", exchange -> {
            byte[] body =
                    "{%s, \"findings\": [%s]}".formatted(SERVICES, findings).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        service.start();
    }

    @AfterEach
    void stop() {
        service.stop(0);
    }

    @Test
    void says_what_is_wrong_and_what_to_do_and_ends_with_an_exit_code_of_its_own() {
        findings = finding("critical") + "," + finding("note");

        assertThat(doctor()).isEqualTo(ExitCode.TROUBLE);
        assertThat(out.toString().lines())
                .containsExactly(
                        "CRITICAL  auth-service: It does not answer.",
                        "          Start it.",
                        "NOTE      auth-service: It does not answer.",
                        "          Start it.",
                        "dlq-service up, auth-service silent.");
    }

    @Test
    void a_note_alone_is_no_trouble() {
        findings = finding("note");

        assertThat(doctor()).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("NOTE ", "All is well: dlq-service up");
    }

    @Test
    void shows_the_answer_as_json() {
        findings = finding("warning");

        assertThat(doctor("--json")).isEqualTo(ExitCode.TROUBLE);
        assertThat(out.toString()).contains("\"severity\" : \"warning\"");
    }

    @Test
    void without_the_service_it_says_where_it_looked() {
        service.stop(0);

        assertThat(doctor()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(err.toString()).contains("dlq-service does not answer at http://127.0.0.1:");
    }

    private static String finding(String severity) {
        return "{\"id\": \"service_silent\", \"severity\": \"%s\", \"about\": \"auth-service\",".formatted(severity)
                + " \"what\": \"It does not answer.\", \"advice\": \"Start it.\"}";
    }

    private int doctor(String... options) {
        String[] arguments = new String[options.length + 5];
        String[] first = {
            "doctor", "--url", "http://127.0.0.1:" + service.getAddress().getPort(), "--token", "t"
        };
        System.arraycopy(first, 0, arguments, 0, first.length);
        System.arraycopy(options, 0, arguments, first.length, options.length);
        return ElchCommand.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }
}
