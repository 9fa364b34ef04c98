package dev.elch.testkit.stack;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;

/** Starts several pieces at a time and, unless told to keep them, stops again whatever was started. */
final class ParallelStart implements AutoCloseable {

    private final StackProgress progress;
    private final List<CompletableFuture<?>> begun = new ArrayList<>();
    private final Deque<AutoCloseable> started = new ConcurrentLinkedDeque<>();

    ParallelStart(StackProgress progress) {
        this.progress = progress;
    }

    <T extends AutoCloseable> CompletableFuture<T> begin(
            String piece, Callable<T> starter, Function<T, String> address) {
        CompletableFuture<T> result = new CompletableFuture<>();
        begun.add(result);
        Thread thread = new Thread(() -> run(piece, starter, address, result), "start-" + piece);
        thread.setDaemon(true);
        thread.start();
        return result;
    }

    /** Something that is done once and leaves nothing to stop. */
    CompletableFuture<AutoCloseable> begin(String piece, Runnable step) {
        return begin(
                piece,
                () -> {
                    step.run();
                    return () -> {};
                },
                done -> "");
    }

    private <T extends AutoCloseable> void run(
            String piece, Callable<T> starter, Function<T, String> address, CompletableFuture<T> result) {
        long from = System.nanoTime();
        try {
            progress.starting(piece);
            T value = starter.call();
            started.push(value);
            progress.ready(piece, address.apply(value), Duration.ofNanos(System.nanoTime() - from));
            result.complete(value);
        } catch (Throwable e) {
            result.completeExceptionally(new IllegalStateException(piece + " did not start: " + e.getMessage(), e));
        }
    }

    <T> T await(CompletableFuture<T> piece) {
        try {
            return piece.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** All went well: what was started stays. */
    void keep() {
        started.clear();
    }

    @Override
    public void close() {
        CompletableFuture.allOf(begun.toArray(CompletableFuture[]::new))
                .exceptionally(failed -> null)
                .join();
        started.forEach(ParallelStart::stop);
    }

    private static void stop(AutoCloseable piece) {
        try {
            piece.close();
        } catch (Exception e) {
            throw new IllegalStateException("cannot stop " + piece, e);
        }
    }
}
