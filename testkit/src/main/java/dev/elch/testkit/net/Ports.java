package dev.elch.testkit.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** Ports on the loopback interface, for programs that have to be told theirs. */
public final class Ports {

    private static final Duration CONNECT_LIMIT = Duration.ofMillis(500);

    /**
     * Below the range (from 32768) out of which Linux gives a port to every outgoing connection: one of those may be taken
     * again between our look and the start of the program it is for.
     */
    private static final int LOWEST = 20_000;

    private static final int HIGHEST = 32_000;
    private static final int TRIES = 1_000;
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private Ports() {}

    /** A port that was free a moment ago, and that we have not given out before. */
    public static int free() {
        return ThreadLocalRandom.current()
                .ints(TRIES, LOWEST, HIGHEST)
                .filter(port -> isFree(port) && GIVEN.add(port))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "no free port between %d and %d after %d tries".formatted(LOWEST, HIGHEST, TRIES)));
    }

    /** Several different ports. */
    public static List<Integer> free(int count) {
        return IntStream.range(0, count).mapToObj(i -> free()).toList();
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

    /** Whether a server accepts connections on {@code port}. */
    public static boolean isAnswered(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) CONNECT_LIMIT.toMillis());
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    /** Fails with a sentence about {@code whose} port when it is taken. */
    public static void requireFree(int port, String whose) {
        if (!isFree(port)) {
            throw new IllegalStateException(
                    "port %d, wanted for the %s, is taken by another program: end it, or choose another port"
                            .formatted(port, whose));
        }
    }
}
