package dev.elch.testkit.web;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** One request and the means to answer it. Every answer forbids sniffing and caching. */
public final class WebExchange implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LARGEST_FORM_BYTES = 64 * 1024;

    private final HttpExchange http;

    WebExchange(HttpExchange http) {
        this.http = http;
        header("X-Content-Type-Options", "nosniff");
        header("Cache-Control", "no-store");
        header("Referrer-Policy", "no-referrer");
    }

    public String method() {
        return http.getRequestMethod();
    }

    /** The decoded path. */
    public String path() {
        return http.getRequestURI().getPath();
    }

    public Optional<String> requestHeader(String name) {
        return Optional.ofNullable(http.getRequestHeaders().getFirst(name));
    }

    /** The parameters of the query; of several with one name the first. */
    public Map<String, String> query() {
        return parameters(http.getRequestURI().getRawQuery());
    }

    /** The query as it came, still encoded; empty when there is none. */
    public String rawQuery() {
        String query = http.getRequestURI().getRawQuery();
        return query == null ? "" : query;
    }

    /** The parameters of a form that was posted. */
    public Map<String, String> form() throws IOException {
        byte[] body = http.getRequestBody().readNBytes(LARGEST_FORM_BYTES);
        return parameters(new String(body, StandardCharsets.UTF_8));
    }

    /** Sets a header of the answer. */
    public WebExchange header(String name, String value) {
        http.getResponseHeaders().set(name, value);
        return this;
    }

    public void text(int status, String text) throws IOException {
        send(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    public void html(int status, String html) throws IOException {
        send(status, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
    }

    /** Answers with {@code value} as JSON. */
    public void json(int status, Object value) throws IOException {
        send(status, "application/json; charset=utf-8", JSON.writeValueAsBytes(value));
    }

    public void redirect(URI target) throws IOException {
        header("Location", target.toASCIIString());
        http.sendResponseHeaders(302, -1);
    }

    /** Answers without a body. */
    public void empty(int status) throws IOException {
        http.sendResponseHeaders(status, -1);
    }

    public void send(int status, String contentType, byte[] body) throws IOException {
        header("Content-Type", contentType);
        boolean hasBody = body.length > 0 && !method().equals("HEAD");
        http.sendResponseHeaders(status, hasBody ? body.length : -1);
        if (hasBody) {
            http.getResponseBody().write(body);
        }
    }

    /** Answers 200 and leaves the body open: each flush reaches the reader at once. */
    public OutputStream stream(String contentType) throws IOException {
        header("Content-Type", contentType);
        http.sendResponseHeaders(200, 0);
        return http.getResponseBody();
    }

    @Override
    public void close() {
        http.close();
    }

    private static Map<String, String> parameters(@Nullable String encoded) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (encoded != null) {
            for (String pair : encoded.split("&", -1)) {
                String[] sides = pair.split("=", 2);
                parameters.putIfAbsent(decoded(sides[0]), sides.length == 2 ? decoded(sides[1]) : "");
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
