package dev.elch.auth;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A request as bytes on a socket: no client changes or refuses what is in it. */
public final class RawRequest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final URI service;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** @param line method and target, for example {@code GET /me} */
    public RawRequest(URI service, String line) {
        this(service, line, service.getAuthority());
    }

    /** The same with another host. */
    RawRequest(URI service, String line, String host) {
        this.service = service;
        line(line + " HTTP/1.1");
        line("Host: " + host);
    }

    /** Adds a header line, in UTF-8. */
    public RawRequest line(String text) {
        return line(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds a header line of any bytes. */
    public RawRequest line(byte[] line) {
        bytes.writeBytes(line);
        bytes.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    /** Sends it and reads until the server closes the connection. */
    public Answer send() {
        line("Connection: close");
        line("");
        return exchange(bytes.toByteArray());
    }

    /** Sends it with a body, as far as the server reads it. */
    public Answer send(byte[] body) {
        line("Content-Length: " + body.length);
        line("Connection: close");
        line("");
        bytes.writeBytes(body);
        return exchange(bytes.toByteArray());
    }

    /** Sends what there is, without an end, and reads until the server closes the connection. */
    public Answer sendBeginning() {
        return exchange(bytes.toByteArray());
    }

    private Answer exchange(byte[] request) {
        try (Socket socket = new Socket(InetAddress.getByName(service.getHost()), service.getPort())) {
            socket.setSoTimeout((int) LIMIT.toMillis());
            socket.getOutputStream().write(request);
            socket.getOutputStream().flush();
            return new Answer(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What came back. */
    public record Answer(String text) {

        public int status() {
            return text.startsWith("HTTP/1.1 ") ? Integer.parseInt(text.substring(9, 12)) : 0;
        }

        public String header(String name) {
            return text.lines()
                    .takeWhile(line -> !line.isEmpty())
                    .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("");
        }

        public String body() {
            int end = text.indexOf("\r\n\r\n");
            return end < 0 ? "" : text.substring(end + 4);
        }
    }
}
