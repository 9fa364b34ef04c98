package dev.elch.playground;

import java.io.PrintStream;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Tells on the console how far the start is: a line for each part, and on a terminal a last line that keeps moving. */
final class Progress implements AutoCloseable {

    private static final Duration TICK = Duration.ofMillis(250);
    private static final String ERASE_LINE = "\r\033[K";

    private final PrintStream out;
    private final boolean isTerminal;
    private final long begin = System.nanoTime();
    private final Set<Part> starting = EnumSet.noneOf(Part.class);
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "progress");
        thread.setDaemon(true);
        return thread;
    });

    Progress(PrintStream out, boolean isTerminal) {
        this.out = out;
        this.isTerminal = isTerminal;
        if (isTerminal) {
            var unused =
                    ticker.scheduleAtFixedRate(this::redraw, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    synchronized void starting(Part part) {
        starting.add(part);
        redraw();
    }

    synchronized void ready(Part part, Duration took) {
        starting.remove(part);
        line("  %-22s %s".formatted(part.label(), seconds(took)));
        redraw();
    }

    /** Prints a line above the moving one. */
    synchronized void line(String text) {
        out.println((isTerminal ? ERASE_LINE : "") + text);
    }

    /** Since we were made. */
    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }

    private synchronized void redraw() {
        if (isTerminal && !starting.isEmpty()) {
            String names = starting.stream().map(Part::label).collect(Collectors.joining(", "));
            out.print(ERASE_LINE + "  ... " + names + " (" + elapsed().toSeconds() + " s)");
            out.flush();
        }
    }

    /** Takes the moving line away. */
    @Override
    public synchronized void close() {
        ticker.shutdownNow();
        if (isTerminal) {
            starting.clear();
            out.print(ERASE_LINE);
            out.flush();
        }
    }
}
