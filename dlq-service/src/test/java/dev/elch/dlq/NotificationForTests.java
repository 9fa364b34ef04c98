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

/** Plays notification-service where it writes mails: a small mail about whatever is asked for. */
public final class NotificationForTests implements AutoCloseable {

    public static final String TOKEN = "token-of-dlq-service";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final NotificationForTests shared = new NotificationForTests();

    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final HttpServer server;

    private record Answer(int status, String body) {}

    public NotificationForTests() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/api/mails/rendering", this::answer);
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
        boolean isKnown =
                ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
        Answer answer = !isKnown
                ? new Answer(401, "{}")
                : answers.getOrDefault(event.path("eventKey").asString(""), new Answer(200, usual(event)));
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
