package dev.elch.testkit.process;

import dev.elch.testkit.net.Ports;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for a child process to be of use, and explains why it is not. */
final class Readiness {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    private static final int TAIL = 2_000;

    private Readiness() {}

    static void await(ServiceProcess process, URI url, Duration limit) {
        await(process, "answer at " + url, limit, () -> answersOk(url));
    }

    static void await(ServiceProcess process, int port, Duration limit) {
        await(process, "listen on port " + port, limit, () -> Ports.isAnswered(port));
    }

    static void await(ServiceProcess process, String text, Duration limit) {
        await(process, "print \"" + text + "\"", limit, () -> printed(process).contains(text));
    }

    private static void await(ServiceProcess process, String what, Duration limit, BooleanSupplier isReady) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!isReady.getAsBoolean()) {
            if (!process.isAlive()) {
                throw new IllegalStateException("%s ended with exit code %d before it could %s%n%s"
                        .formatted(process.name(), process.exitCode(), what, tail(process)));
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("%s (pid %d) did not %s within %d s%n%s"
                        .formatted(process.name(), process.pid(), what, limit.toSeconds(), tail(process)));
            }
            pause();
        }
    }

    private static boolean answersOk(URI url) {
        try {
            HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
            connection.setConnectTimeout(500);
            connection.setReadTimeout(2_000);
            try {
                return connection.getResponseCode() == 200;
            } finally {
                connection.disconnect();
            }
        } catch (IOException notYet) {
            return false;
        }
    }

    private static String printed(ServiceProcess process) {
        try {
            return new String(Files.readAllBytes(process.log()), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "(its log " + process.log() + " cannot be read: " + e.getMessage() + ")";
        }
    }

    private static String tail(ServiceProcess process) {
        String all = printed(process);
        return "..." + all.substring(Math.max(0, all.length() - TAIL)) + "\nAll of it: " + process.log();
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a process was starting", e);
        }
    }
}
