package dev.elch.testkit.stack;

import java.time.Duration;

/** Told what starts and when it is ready. Called from several threads, for different pieces at a time. */
public interface StackProgress {

    /** Says nothing. */
    StackProgress SILENT = new StackProgress() {
        @Override
        public void starting(String piece) {}

        @Override
        public void ready(String piece, String address, Duration took) {}
    };

    /**
     * A piece begins to start.
     *
     * @param piece {@code broker}, {@code schema registry}, {@code database}, {@code topics}, {@code schemas}
     */
    void starting(String piece);

    /**
     * A piece can be used.
     *
     * @param address where it can be found; empty for what has none
     */
    void ready(String piece, String address, Duration took);
}
