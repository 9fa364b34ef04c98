package dev.elch.testkit.sendgrid;

import dev.elch.testkit.net.LoopbackListener;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * SendGrid's HTTP API on a free port of the loopback interface. Without a script it takes every mail with 202 and an
 * {@code X-Message-Id}, as the real one does.
 *
 * <p>It speaks HTTP over plain sockets: the JDK's server cannot reset a connection, break off within a body or stay silent, and
 * these are the answers that tests ask for.
 */
public final class FakeSendGrid implements AutoCloseable {

    private final Queue<SendGridBehaviour> next = new ConcurrentLinkedQueue<>();
    private final List<SendGridRequest> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger ids = new AtomicInteger();
    private volatile SendGridBehaviour always = SendGridBehaviour.answer(202, "");
    private final LoopbackListener listener = LoopbackListener.start("fake-sendgrid", this::serve);

    private FakeSendGrid() {}

    public static FakeSendGrid start() {
        return new FakeSendGrid();
    }

    /** Does this with every request from now on. */
    public FakeSendGrid always(SendGridBehaviour behaviour) {
        always = behaviour;
        return this;
    }

    /** Does this once, with the next request. */
    public FakeSendGrid next(SendGridBehaviour behaviour) {
        next.add(behaviour);
        return this;
    }

    /** What to configure in place of {@code https://api.sendgrid.com}. */
    public String url() {
        return "http://127.0.0.1:" + listener.port();
    }

    public int port() {
        return listener.port();
    }

    /** Every request that was read to its end. */
    public List<SendGridRequest> requests() {
        return List.copyOf(requests);
    }

    public int connections() {
        return listener.accepted();
    }

    /** Closes every open connection. */
    public void cutAll() {
        listener.cutAll();
    }

    private void serve(Socket connection) throws IOException {
        InputStream in = new BufferedInputStream(connection.getInputStream());
        boolean goesOn = true;
        while (goesOn && hasMore(in)) {
            SendGridBehaviour once = next.poll();
            goesOn = act(once != null ? once : always, connection, in);
        }
    }

    private boolean act(SendGridBehaviour behaviour, Socket connection, InputStream in) throws IOException {
        if (behaviour.trouble() == SendGridBehaviour.Trouble.RESET_BEFORE_READING) {
            LoopbackListener.reset(connection);
            return false;
        }
        requests.add(SendGridRequest.read(in));
        pause(behaviour.delay().toMillis());
        switch (behaviour.trouble()) {
            case NONE -> {
                say(behaviour, connection, behaviour.body().length());
                return true;
            }
            case BREAK_OFF_IN_BODY ->
                say(behaviour, connection, behaviour.body().length() + 100);
            case RESET_AFTER_READING -> LoopbackListener.reset(connection);
            case SILENCE_AFTER_READING -> in.transferTo(OutputStream.nullOutputStream());
            default -> connection.close();
        }
        return false;
    }

    private void say(SendGridBehaviour behaviour, Socket connection, int announcedLength) throws IOException {
        StringBuilder response = new StringBuilder("HTTP/1.1 " + behaviour.status() + " scripted\r\n");
        behaviour.headers().forEach((name, value) -> response.append(name + ": " + value + "\r\n"));
        if (behaviour.status() == 202) {
            response.append("X-Message-Id: fake-" + ids.incrementAndGet() + "\r\n");
        }
        response.append("Content-Length: " + announcedLength + "\r\n\r\n" + behaviour.body());
        OutputStream out = connection.getOutputStream();
        out.write(response.toString().getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static boolean hasMore(InputStream in) throws IOException {
        in.mark(1);
        int octet = in.read();
        in.reset();
        return octet >= 0;
    }

    private static void pause(long millis) throws IOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() {
        listener.close();
    }
}
