package dev.elch.notification.digest;

import org.springframework.context.SmartLifecycle;

/** Starts looking for digests after everything it needs, and stops in the opposite order. */
final class DigestLifecycle implements SmartLifecycle {

    private final DigestSchedule schedule;

    DigestLifecycle(DigestSchedule schedule) {
        this.schedule = schedule;
    }

    @Override
    public void start() {
        schedule.start();
    }

    @Override
    public void stop() {
        schedule.stop();
    }

    @Override
    public boolean isRunning() {
        return schedule.isRunning();
    }
}
