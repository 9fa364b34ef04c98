package dev.elch.testkit.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** Serves the page, style and script files that lie beside a class. */
public final class Assets implements Route {

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    private final Class<?> beside;
    private final String contentSecurityPolicy;

    /**
     * @param beside the class whose resources are served
     * @param contentSecurityPolicy sent with every file
     */
    public Assets(Class<?> beside, String contentSecurityPolicy) {
        this.beside = beside;
        this.contentSecurityPolicy = contentSecurityPolicy;
    }

    @Override
    public void answer(WebExchange exchange) throws IOException {
        String name =
                exchange.path().equals("/") ? "index.html" : exchange.path().substring(1);
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null || !name.matches("[a-z-]+\\.[a-z]+") || beside.getResource(name) == null) {
            exchange.text(404, "There is nothing here.");
            return;
        }
        exchange.header("Content-Security-Policy", contentSecurityPolicy);
        exchange.send(200, type, bytes(name));
    }

    /** The content of one of the files. */
    public byte[] bytes(String name) {
        try (InputStream file = beside.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalArgumentException("no file " + name + " beside " + beside.getName());
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
