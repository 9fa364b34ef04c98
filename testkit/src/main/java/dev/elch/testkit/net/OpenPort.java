package dev.elch.testkit.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.function.Consumer;

/** A port of the loopback interface and the thread that accepts its connections. */
public final class OpenPort implements AutoCloseable {

    private static final int BACKLOG = 200;

    private final ServerSocket listener;
    private final Thread accepting;

    private OpenPort(ServerSocket listener, Thread accepting) {
        this.listener = listener;
        this.accepting = accepting;
    }

    /**
     * Opens a port; returns when connections are accepted.
     *
     * @param port 0: a free one
     * @param name for the thread
     * @param accepted takes each connection, on that thread: the next one waits for it
     */
    public static OpenPort open(int port, String name, Consumer<Socket> accepted) {
        try {
            ServerSocket listener = new ServerSocket();
            listener.setReuseAddress(true);
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
            Thread accepting = new Thread(() -> acceptAll(listener, accepted), name);
            accepting.setDaemon(true);
            accepting.start();
            return new OpenPort(listener, accepting);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on port " + port, e);
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    private static void acceptAll(ServerSocket listener, Consumer<Socket> accepted) {
        try {
            while (true) {
                accepted.accept(listener.accept());
            }
        } catch (IOException closed) {
            // close() was called
        }
    }

    /**
     * From now on connections are refused. While a thread is still in {@code accept()} the system accepts one more connection:
     * so it is waited for, and every connection that got in was given to {@code accepted} when this returns.
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
    }
}
