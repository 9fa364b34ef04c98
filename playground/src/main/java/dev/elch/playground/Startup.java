package dev.elch.playground;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Starts parts side by side, each as soon as those it needs are there. The first failure ends the start. */
final class Startup implements AutoCloseable {

    private final Progress progress;
    private final RunningParts running;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "startup");
        thread.setDaemon(true);
        return thread;
    });
    private final CompletableFuture<Void> firstFailure = new CompletableFuture<>();

    Startup(Progress progress, RunningParts running) {
        this.progress = progress;
        this.running = running;
    }

    /** Starts {@code part} once all that it {@code needs} are ready. */
    <T extends AutoCloseable> CompletableFuture<T> start(
            Part part, Supplier<T> starter, CompletableFuture<?>... needs) {
        CompletableFuture<T> started =
                CompletableFuture.allOf(needs).thenApplyAsync(unused -> run(part, starter), threads);
        var unused = started.whenComplete((handle, problem) -> {
            if (problem != null) {
                firstFailure.completeExceptionally(problem);
            }
        });
        return started;
    }

    /** Returns when all are ready. */
    void await(CompletableFuture<?>... parts) {
        try {
            CompletableFuture.anyOf(firstFailure, CompletableFuture.allOf(parts))
                    .join();
        } catch (CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw cause instanceof CannotStart sentence ? sentence : new CannotStart(String.valueOf(cause), cause);
        }
    }

    private <T extends AutoCloseable> T run(Part part, Supplier<T> starter) {
        progress.starting(part);
        long begin = System.nanoTime();
        try {
            T handle = starter.get();
            running.add(part, handle);
            progress.ready(part, Duration.ofNanos(System.nanoTime() - begin));
            return handle;
        } catch (CannotStart e) {
            throw e;
        } catch (RuntimeException e) {
            throw new CannotStart("The " + part.label() + " did not come up: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
