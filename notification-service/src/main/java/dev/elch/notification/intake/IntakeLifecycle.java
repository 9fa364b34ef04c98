package dev.elch.notification.intake;

import org.springframework.context.SmartLifecycle;

/** Starts the intake after everything it needs and before the web server, and stops it in the opposite order. */
final class IntakeLifecycle implements SmartLifecycle {

    private final IntakeThreads threads;
    private volatile boolean isRunning;

    IntakeLifecycle(IntakeThreads threads) {
        this.threads = threads;
    }

    @Override
    public void start() {
        threads.start();
        isRunning = true;
    }

    @Override
    public void stop() {
        threads.stop();
        isRunning = false;
    }

    @Override
    public boolean isRunning() {
        return isRunning;
    }
}
