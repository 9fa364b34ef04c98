package dev.elch.testkit.net;

import java.io.IOException;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Accepts connections on a free port of the loopback interface and serves each in a thread of its own. */
public final class LoopbackListener implements AutoCloseable {

    /** Serves one connection; an IOException means that the other side left. */
    public interface Serving {
        void serve(Socket connection) throws IOException;
    }

    private final String name;
    private final Serving serving;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private final OpenPort listener;

    private LoopbackListener(String name, Serving serving) {
        this.name = name;
        this.serving = serving;
        this.listener = OpenPort.open(0, name, this::accept);
    }

    /** Starts to listen; {@code name} is for the threads. */
    public static LoopbackListener start(String name, Serving serving) {
        return new LoopbackListener(name, serving);
    }

    public int port() {
        return listener.port();
    }

    /** How many connections came so far. */
    public int accepted() {
        return accepted.get();
    }

    /** How many connections are open now. */
    public int open() {
        return open.size();
    }

    /** Ends a connection the hard way: the other side sees a reset. */
    public static void reset(Socket connection) throws IOException {
        connection.setSoLinger(true, 0);
        connection.close();
    }

    /** Closes all open connections and goes on listening. */
    public void cutAll() {
        open.forEach(LoopbackListener::closeQuietly);
    }

    private void accept(Socket connection) {
        open.add(connection);
        Thread thread = new Thread(() -> serveAndClose(connection), name + "-" + accepted.incrementAndGet());
        thread.setDaemon(true);
        thread.start();
    }

    private void serveAndClose(Socket connection) {
        try {
            serving.serve(connection);
        } catch (IOException e) {
            // The other side left.
        } finally {
            closeQuietly(connection);
            open.remove(connection);
        }
    }

    private static void closeQuietly(Socket connection) {
        try {
            connection.close();
        } catch (IOException e) {
            // It is gone either way.
        }
    }

    /** From now on connections are refused, and the open ones are cut. */
    @Override
    public void close() {
        listener.close();
        cutAll();
    }
}
