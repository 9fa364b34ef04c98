package dev.elch.playground;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Remembers the child processes in a file, so that the next start can end those that a killed playground left behind. A
 * process is recognised by its id and the moment it was started: ids are used again.
 */
final class LeftoverProcesses {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration TOLERANCE = Duration.ofSeconds(3);

    private final Path file;

    LeftoverProcesses(Path file) {
        this.file = file;
    }

    /** Ends what is left of the last run; the answer is how many processes that were. */
    int end() {
        List<ProcessHandle> left =
                remembered().stream().flatMap(line -> running(line).stream()).toList();
        left.forEach(ProcessHandle::destroyForcibly);
        left.forEach(LeftoverProcesses::awaitEnd);
        forget();
        return left.size();
    }

    synchronized void remember(long pid) {
        ProcessHandle.of(pid).flatMap(process -> process.info().startInstant()).ifPresent(start -> {
            try {
                Files.writeString(file, pid + " " + start + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private List<String> remembered() {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<ProcessHandle> running(String line) {
        String[] words = line.split(" ", 2);
        if (words.length < 2 || !words[0].matches("\\d{1,18}")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(words[0]))
                .filter(LeftoverProcesses::isRunning)
                .filter(process -> process.info()
                        .startInstant()
                        .filter(start -> isSame(start, words[1]))
                        .isPresent());
    }

    /** A process that has ended and whose exit code was not fetched yet counts as alive, but has no program any more. */
    static boolean isRunning(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    /** Two JVMs may read the same start a little differently. */
    private static boolean isSame(Instant start, String remembered) {
        try {
            Duration apart = Duration.between(start, Instant.parse(remembered)).abs();
            return apart.compareTo(TOLERANCE) <= 0;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static void awaitEnd(ProcessHandle process) {
        try {
            process.onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            if (!isRunning(process)) {
                return;
            }
            throw new CannotStart(
                    "Process " + process.pid() + " is left from an earlier run and does not end. End it by hand"
                            + " and start again.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void forget() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
