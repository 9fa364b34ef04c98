package dev.elch.testkit.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Ports on the loopback interface, for programs that have to be told theirs. */
public final class Ports {

    private static final Duration CONNECT_LIMIT = Duration.ofMillis(500);

    private Ports() {}

    /** A port that nobody listened on a moment ago. */
    public static int free() {
        return free(1).get(0);
    }

    /** Several different ports that nobody listened on a moment ago. */
    public static List<Integer> free(int count) {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on the loopback interface", e);
        } finally {
            sockets.forEach(Ports::close);
        }
    }

    /** Whether a program could listen on {@code port} now. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    /** Whether somebody accepts connections on {@code port}. */
    public static boolean isAnswered(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) CONNECT_LIMIT.toMillis());
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    /** Fails with a sentence about {@code whose} port when somebody has it already. */
    public static void requireFree(int port, String whose) {
        if (!isFree(port)) {
            throw new IllegalStateException(
                    "port %d, wanted for the %s, is taken by another program: end it, or choose another port"
                            .formatted(port, whose));
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
