package dev.elch.testkit.process;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A program that runs as a child process, with all it prints in a file.
 *
 * <p>It cannot outlive us: it is stopped with our JVM, and if we are killed it notices within a second and ends itself.
 */
public final class ServiceProcess implements AutoCloseable {

    private static final Duration GRACE = Duration.ofSeconds(10);

    private final String name;
    private final Process process;
    private final Path log;

    private ServiceProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /**
     * Starts {@code program}; returns at once, see {@link #awaitReady}.
     *
     * @param name for messages
     * @param log what the program prints goes there, after what is in it already; its folder is created
     */
    public static ServiceProcess start(String name, JavaProgram program, Path log) {
        return start(name, program.commandLine(List.of(StopWithParent.flag())), program.environment(), log);
    }

    /** Starts any program. One that is not Java does not notice when we are killed. */
    public static ServiceProcess start(String name, List<String> command, Map<String, String> environment, Path log) {
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            return ChildProcesses.watch(new ServiceProcess(name, builder.start(), log));
        } catch (IOException e) {
            throw new IllegalStateException("cannot start " + name + ": " + e.getMessage(), e);
        }
    }

    /** Waits until a GET of {@code url} answers 200. Says what the program printed last when it ends or takes too long. */
    public ServiceProcess awaitReady(URI url, Duration limit) {
        Readiness.await(this, url, limit);
        return this;
    }

    /** Waits until the program accepts connections on {@code port} of loopback. */
    public ServiceProcess awaitListening(int port, Duration limit) {
        Readiness.await(this, port, limit);
        return this;
    }

    /** Waits until the program has printed {@code text}. */
    public ServiceProcess awaitPrinted(String text, Duration limit) {
        Readiness.await(this, text, limit);
        return this;
    }

    /** Asks the program to end (SIGTERM) and kills it when it has not after {@code grace}; true: it ended by itself. */
    public boolean stop(Duration grace) {
        process.destroy();
        boolean isEnded = waitFor(grace);
        if (!isEnded) {
            kill();
        }
        return isEnded;
    }

    /** {@code kill -9}, and waits until the process is gone. */
    public void kill() {
        process.destroyForcibly();
        if (!waitFor(GRACE)) {
            throw new IllegalStateException(name + " (pid " + pid() + ") is still there after kill -9");
        }
    }

    /** Freezes the program (SIGSTOP): its connections stay open and nothing answers. */
    public void freeze() {
        Signals.send(pid(), "STOP");
    }

    /** Lets a frozen program go on (SIGCONT). */
    public void thaw() {
        Signals.send(pid(), "CONT");
    }

    public String name() {
        return name;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** The exit code; only when the process has ended. */
    public int exitCode() {
        return process.exitValue();
    }

    /** Completes with the exit code when the process ends, by whomever. */
    public CompletableFuture<Integer> onExit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    public Path log() {
        return log;
    }

    /** Stops within 10 s, kills otherwise. */
    @Override
    public void close() {
        stop(GRACE);
    }

    private boolean waitFor(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
            return false;
        }
    }
}
