package dev.elch.testkit.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP server on 127.0.0.1 that answers only to names of this machine.
 *
 * <p>A request with a foreign {@code Host} is refused, so that a page on the internet cannot reach the server through a
 * DNS name of its own that points to 127.0.0.1.
 */
public final class LoopbackWeb implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LoopbackWeb.class);
    private static final Set<String> OUR_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    private final HttpServer server;
    private final ExecutorService threads;

    private LoopbackWeb(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Starts to listen.
     *
     * @param name names the threads
     * @param port port to listen on, 0 for a free one
     * @param routes by path prefix; the longest prefix wins
     */
    public static LoopbackWeb start(String name, int port, Map<String, Route> routes) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
            ExecutorService threads = Executors.newCachedThreadPool(task -> {
                Thread thread = new Thread(task, name);
                thread.setDaemon(true);
                return thread;
            });
            server.setExecutor(threads);
            routes.forEach((prefix, route) -> server.createContext(prefix, http -> answer(http, route)));
            server.start();
            return new LoopbackWeb(server, threads);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot listen on 127.0.0.1:" + port + ": " + e.getMessage(), e);
        }
    }

    /** The port it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Where a browser finds it. */
    public URI uri() {
        return URI.create("http://localhost:" + port());
    }

    private static void answer(HttpExchange http, Route route) {
        try (WebExchange exchange = new WebExchange(http)) {
            if (isOurs(http.getRequestHeaders().getFirst("Host"))) {
                route.answer(exchange);
            } else {
                exchange.text(421, "This server answers to localhost only.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.debug("{} went away: {}", http.getRequestURI(), e.toString());
        } catch (RuntimeException e) {
            LOG.warn("no answer to {} {}", http.getRequestMethod(), http.getRequestURI(), e);
            fail(http);
        }
    }

    private static boolean isOurs(@Nullable String host) {
        return host != null && OUR_NAMES.contains(host.replaceFirst(":\\d+$", ""));
    }

    private static void fail(HttpExchange http) {
        try {
            http.sendResponseHeaders(500, -1);
        } catch (IOException e) {
            LOG.debug("could not say 500: {}", e.toString());
        }
    }

    /** Stops at once; open requests are cut. */
    @Override
    public void close() {
        threads.shutdownNow();
        server.stop(0);
    }
}
