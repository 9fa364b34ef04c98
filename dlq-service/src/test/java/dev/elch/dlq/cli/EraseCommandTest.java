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

/** Erasing at the command line, against one server that plays all services and says what it was asked. */
class EraseCommandTest {

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private volatile String busy = "0";
    private volatile String refusing = "none";
    private HttpServer services;

    @BeforeEach
    void start() throws IOException {
        services = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        services.createContext("/", this::answer);
        services.start();
    }

    @AfterEach
    void stop() {
        services.stop(0);
    }

    @Test
    void asks_who_the_person_is_and_erases_them_from_each_service_and_from_auth_service_last() {
        assertThat(elch("github:1001", "-r", "ticket 7", "--word", "old@example.mn"))
                .isEqualTo(ExitCode.OK);

        assertThat(asked)
                .hasSize(5)
                .startsWith(
                        "auth GET /api/erasures?userId=github%3A1001 ",
                        "dlq GET /api/admin/dlq/erasures?userId=github%3A1001 ");
        assertThat(asked.get(2))
                .startsWith("notification POST /api/erasures ")
                .contains("\"userId\":\"github:1001\"", "[\"bat@example.mn\",\"old@example.mn\"]");
        assertThat(asked.get(3))
                .startsWith("dlq POST /api/admin/dlq/erasures ")
                .contains("[\"Bat Bold\",\"bat@example.mn\",\"old@example.mn\"]", "\"reason\":\"ticket 7\"");
        assertThat(asked.get(4)).isEqualTo("auth POST /api/erasures {\"userId\":\"github:1001\"}");
        assertThat(out.toString())
                .containsPattern("notification-service +things +2")
                .containsPattern("dlq-service +things +2")
                .containsPattern("auth-service +things +2");
    }

    @Test
    void says_when_it_is_to_be_given_again() {
        busy = "3";

        assertThat(elch("github:1001", "-r", "ticket 7")).isEqualTo(ExitCode.INCOMPLETE);

        assertThat(err.toString()).contains("3 dead letters of the person are being replayed", "again");
        assertThat(asked).as("the others are erased all the same").hasSize(5);
    }

    @Test
    void leaves_auth_service_as_it_is_while_another_service_refuses() {
        refusing = "notification";

        assertThat(elch("github:1001", "-r", "ticket 7")).isEqualTo(ExitCode.FORBIDDEN);

        assertThat(asked).noneMatch(request -> request.startsWith("auth POST"));
    }

    @Test
    void names_the_service_that_does_not_answer_and_where_its_address_is_set() {
        stop();

        assertThat(elch("github:1001", "-r", "ticket 7")).isEqualTo(ExitCode.UNREACHABLE);

        assertThat(err.toString()).contains("auth-service does not answer at", "--auth-url or ELCH_AUTH_URL");
    }

    @Test
    void asks_for_a_reason() {
        assertThat(elch("github:1001")).isEqualTo(ExitCode.USAGE);
        assertThat(asked).isEmpty();
    }

    /** The token says which of the services is meant. */
    private void answer(HttpExchange exchange) throws IOException {
        String service = exchange.getRequestHeaders().getFirst("Authorization").replace("Bearer ", "");
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add(service + " " + exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
        boolean isQuestion = exchange.getRequestMethod().equals("GET");
        String answer = isQuestion
                ? "{\"words\":[\"bat@example.mn\",\"Bat Bold\"]}"
                : "{\"erased\":{\"things\":2},\"busy\":" + busy + "}";
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(!isQuestion && service.equals(refusing) ? 403 : 200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private int elch(String... arguments) {
        String url = "http://127.0.0.1:" + services.getAddress().getPort();
        List<String> words = new ArrayList<>(List.of("erase", "--url", url, "--token", "dlq"));
        words.addAll(List.of("--notification-url", url, "--notification-token", "notification"));
        words.addAll(List.of("--auth-url", url, "--auth-token", "auth"));
        words.addAll(List.of(arguments));
        return ElchCommand.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(words.toArray(String[]::new));
    }
}
