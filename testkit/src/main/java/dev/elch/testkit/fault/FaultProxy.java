package dev.elch.testkit.fault;

import dev.elch.testkit.net.OpenPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A TCP proxy on loopback between a service and a broker, database, registry or mail server, which can do to the connection
 * what a network can. Any number of connections; a fault applies to open ones and to new ones from the next byte on.
 */
public final class FaultProxy implements AutoCloseable {

    private final InetSocketAddress target;
    private final int port;
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();

    private volatile Fault fault = new Fault.None();
    private @Nullable OpenPort listener;

    private FaultProxy(InetSocketAddress target) {
        this.target = target;
        this.port = open(0);
    }

    /** A proxy on a free port to {@code targetPort} of this machine. */
    public static FaultProxy to(int targetPort) {
        return new FaultProxy(new InetSocketAddress(InetAddress.getLoopbackAddress(), targetPort));
    }

    /** Where clients connect to. */
    public int port() {
        return port;
    }

    /** From now on everything passes as it comes. */
    public void heal() {
        fault = new Fault.None();
        if (!isOpen()) {
            open(port);
        }
    }

    public void delay(Duration latency) {
        fault = new Fault.Latency(latency);
    }

    public void blackHole() {
        fault = new Fault.BlackHole();
    }

    /** See {@link Fault.SwallowReplyAfter}; bytes are counted from now on. */
    public void swallowReplyAfter(int bytes) {
        connections.forEach(ProxiedConnection::countRepliesFromHere);
        fault = new Fault.SwallowReplyAfter(bytes);
    }

    /** Ends all open connections in an orderly way (FIN); new ones are accepted. */
    public void cut() {
        connections.forEach(ProxiedConnection::close);
    }

    /** Ends all open connections with RST; new ones are accepted. */
    public void reset() {
        connections.forEach(ProxiedConnection::reset);
    }

    /** New connections are refused until {@link #heal}; open ones are reset. */
    public void refuse() {
        closePort();
        reset();
    }

    /** How many connections are open now. */
    public int connectionCount() {
        return connections.size();
    }

    @Override
    public void close() {
        closePort();
        cut();
    }

    private synchronized boolean isOpen() {
        return listener != null;
    }

    private synchronized int open(int wantedPort) {
        OpenPort opened = OpenPort.open(wantedPort, "fault-proxy", this::accept);
        listener = opened;
        return opened.port();
    }

    private void accept(Socket client) {
        try {
            Socket server = new Socket();
            server.connect(target, 5_000);
            ProxiedConnection connection = new ProxiedConnection(client, server, () -> fault, connections::remove);
            connections.add(connection);
            connection.start();
        } catch (IOException targetIsDown) {
            Sockets.reset(client);
        }
    }

    private synchronized void closePort() {
        if (listener != null) {
            listener.close();
            listener = null;
        }
    }
}
