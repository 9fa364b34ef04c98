package dev.elch.embeddedmongo;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The database in a JVM of its own, so that a test can kill it. */
record EmbeddedMongoProcess(Process process, int port) implements AutoCloseable {

    /** Starts it on a free port; clients can connect when this returns. */
    static EmbeddedMongoProcess start(Path data) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EmbeddedMongoMain.class.getName(),
                        "0",
                        data.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(EmbeddedMongoMain.READY)) {
                return new EmbeddedMongoProcess(
                        process, Integer.parseInt(line.substring(EmbeddedMongoMain.READY.length())));
            }
        }
        throw new AssertionError("the database ended before it was ready");
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL; returns once the process is gone. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
