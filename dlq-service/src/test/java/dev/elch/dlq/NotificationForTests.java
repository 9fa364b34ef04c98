package dev.elch.dlq;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Plays notification-service where it writes mails (a small mail about whatever is asked for), keeps suppressions and tells
 * how it is.
 */
public final class NotificationForTests implements AutoCloseable {

    public static final String TOKEN = "token-of-dlq-service";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final NotificationForTests shared = new NotificationForTests();

    private static final String SUPPRESSION =
            "{\"id\": \"" + "a".repeat(64) + "\", \"kind\": \"bad_address\", \"since\": \"2026-03-01T10:00:00Z\"}";

    private static final String METERS = """
            # TYPE elch_provider_paused gauge
            elch_provider_paused{application="notification-service"} 1.0
            elch_retry_parked_records{step="user-signed-in.retry-1s"} 2.0
            elch_retry_parked_records{step="user-signed-in.retry-5s"} 3.0
            jvm_threads_live_threads 40.0
            """;

    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final Map<String, JsonNode> lifted = new ConcurrentHashMap<>();
    private final HttpServer server;

    private record Answer(int status, String body) {}

    public NotificationForTests() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/api/mails/rendering", this::answer);
        server.createContext("/api/suppressions", this::suppressions);
        server.createContext("/actuator/health/readiness", exchange -> send(exchange, new Answer(200, "{}")));
        server.createContext("/actuator/prometheus", exchange -> send(exchange, new Answer(200, METERS)));
        server.start();
    }

    public static NotificationForTests shared() {
        return shared;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What is answered for this event to every caller. */
    public void answer(String eventKey, int status, String body) {
        answers.put(eventKey, new Answer(status, body));
    }

    /** A mail with this document as its HTML part. */
    public static String mail(String to, String text, String html) {
        return JSON.writeValueAsString(Map.of(
                "language",
                "en",
                "from",
                "Elch <no-reply@elch.example>",
                "to",
                to,
                "subject",
                "You signed in - Elch",
                "text",
                text,
                "html",
                html));
    }

    private void answer(HttpExchange exchange) throws IOException {
        JsonNode event = JSON.readTree(exchange.getRequestBody());
        send(
                exchange,
                !isKnown(exchange)
                        ? new Answer(401, "{}")
                        : answers.getOrDefault(event.path("eventKey").asString(""), new Answer(200, usual(event))));
    }

    /** One suppression; whatever is lifted is lifted, except the address of nobody. */
    private void suppressions(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        if (!isKnown(exchange)) {
            send(exchange, new Answer(401, "{}"));
        } else if (path.endsWith("/lift")) {
            JsonNode order = JSON.readTree(exchange.getRequestBody());
            String email = order.path("email").asString("");
            lifted.put(email, order);
            send(
                    exchange,
                    email.startsWith("nobody")
                            ? new Answer(
                                    404,
                                    "{\"detail\": \"This address is not suppressed, or no longer. It gets mail.\"}")
                            : new Answer(200, SUPPRESSION));
        } else {
            send(
                    exchange,
                    new Answer(
                            200,
                            path.endsWith("/lifts")
                                    ? "{\"lifts\": []}"
                                    : "{\"suppressions\": [" + SUPPRESSION + "], \"nextCursor\": null, \"asked\": \""
                                            + path + "\"}"));
        }
    }

    /** The order to lift this address, as it came. */
    public JsonNode lifted(String email) {
        return lifted.get(email);
    }

    private static boolean isKnown(HttpExchange exchange) {
        return ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static String usual(JsonNode event) {
        String email = event.path("email").asString("");
        String login = event.path("login").asString("");
        return mail(email, "Hello " + login + " <" + email + ">", """
                <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>A mail</title><style>
                @media (prefers-color-scheme: dark) { .page { background: #101010 !important; color: #eeeeee !important } }
                </style></head><body class="page" style="margin:0;padding:20px;background:#ffffff;color:#202020">
                <h1 style="color:#0a6b2d">Hello %s</h1><p>This went to %s.</p></body></html>
                """.formatted(login, email));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
