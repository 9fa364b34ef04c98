package dev.elch.testkit.fault;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One connection through the proxy: two sockets and a thread for each direction. */
final class ProxiedConnection {

    private static final int PIECE = 8_192;

    private final Socket client;
    private final Socket server;
    private final Supplier<Fault> fault;
    private final Consumer<ProxiedConnection> whenClosed;
    private final AtomicLong replied = new AtomicLong();

    ProxiedConnection(Socket client, Socket server, Supplier<Fault> fault, Consumer<ProxiedConnection> whenClosed) {
        this.client = client;
        this.server = server;
        this.fault = fault;
        this.whenClosed = whenClosed;
    }

    void start() {
        run("request", () -> pass(client, server, false));
        run("reply", () -> pass(server, client, true));
    }

    void countRepliesFromHere() {
        replied.set(0);
    }

    void close() {
        Sockets.close(client);
        Sockets.close(server);
        whenClosed.accept(this);
    }

    void reset() {
        Sockets.reset(client);
        Sockets.reset(server);
        whenClosed.accept(this);
    }

    private void pass(Socket from, Socket to, boolean isReply) {
        byte[] piece = new byte[PIECE];
        try {
            OutputStream out = to.getOutputStream();
            for (int length = from.getInputStream().read(piece);
                    length >= 0;
                    length = from.getInputStream().read(piece)) {
                if (!forward(piece, length, out, isReply)) {
                    reset();
                    return;
                }
            }
            if (!(fault.get() instanceof Fault.BlackHole)) {
                close();
            }
        } catch (IOException broken) {
            reset();
        }
    }

    /** False: this connection has to end now. */
    private boolean forward(byte[] piece, int length, OutputStream out, boolean isReply) throws IOException {
        Fault now = fault.get();
        if (now instanceof Fault.BlackHole) {
            return true;
        }
        if (now instanceof Fault.Latency latency) {
            pause(latency);
        }
        if (now instanceof Fault.SwallowReplyAfter limit && isReply) {
            int passed = (int) Math.min(length, Math.max(0, limit.bytes() - replied.getAndAdd(length)));
            out.write(piece, 0, passed);
            out.flush();
            return passed == length;
        }
        out.write(piece, 0, length);
        out.flush();
        return true;
    }

    private static void pause(Fault.Latency latency) throws IOException {
        try {
            Thread.sleep(latency.delay().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private void run(String direction, Runnable work) {
        Thread thread = new Thread(work, "fault-proxy-" + direction + "-" + client.getPort());
        thread.setDaemon(true);
        thread.start();
    }
}
