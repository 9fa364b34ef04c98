package dev.elch.testkit.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
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

    private final ServerSocket listener;
    private final String name;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private final Thread accepting;

    private LoopbackListener(ServerSocket listener, String name, Serving serving) {
        this.listener = listener;
        this.name = name;
        this.accepting = thread(name, () -> acceptAll(serving));
    }

    /** Starts to listen; {@code name} is for the threads. */
    public static LoopbackListener start(String name, Serving serving) {
        try {
            LoopbackListener started =
                    new LoopbackListener(new ServerSocket(0, 100, InetAddress.getLoopbackAddress()), name, serving);
            started.accepting.start();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return listener.getLocalPort();
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

    private void acceptAll(Serving serving) {
        while (!listener.isClosed()) {
            try {
                Socket connection = listener.accept();
                open.add(connection);
                thread(name + "-" + accepted.incrementAndGet(), () -> serveAndClose(serving, connection))
                        .start();
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serveAndClose(Serving serving, Socket connection) {
        try {
            serving.serve(connection);
        } catch (IOException e) {
            // The other side left.
        } finally {
            closeQuietly(connection);
            open.remove(connection);
        }
    }

    private static Thread thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    private static void closeQuietly(Socket connection) {
        try {
            connection.close();
        } catch (IOException e) {
            // It is gone either way.
        }
    }

    /**
     * From now on connections are refused, and the open ones are cut. While a thread is still in {@code accept()} the system
     * lets one more connection in: so it is waited for.
     */
    @Override
    public void close() {
        try {
            listener.close();
            accepting.join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        cutAll();
    }
}
