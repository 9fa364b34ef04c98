package dev.elch.auth.signin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers as a test says, path by path. */
final class FakeGitHub implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, Answer> answers = new HashMap<>();
    private final List<URI> asked = new CopyOnWriteArrayList<>();

    FakeGitHub() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    /**
     * Answers requests for {@code path} and its query like this from now on; what is not set is never answered.
     *
     * @param headers name, value, name, value
     */
    void answer(String path, int status, String body, String... headers) {
        answers.put(path, new Answer(status, body, List.of(headers)));
    }

    List<URI> asked() {
        return asked;
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.add(exchange.getRequestURI());
        Answer answer = answers.get(exchange.getRequestURI().toString());
        if (answer == null) {
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        for (int i = 0; i < answer.headers.size(); i += 2) {
            exchange.getResponseHeaders().set(answer.headers.get(i), answer.headers.get(i + 1));
        }
        byte[] body = answer.body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private record Answer(int status, String body, List<String> headers) {}
}
