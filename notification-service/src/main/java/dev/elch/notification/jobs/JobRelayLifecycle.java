package dev.elch.notification.jobs;

import org.springframework.context.SmartLifecycle;

/** Starts and stops the relay with the service. */
final class JobRelayLifecycle implements SmartLifecycle {

    private final JobRelay relay;

    JobRelayLifecycle(JobRelay relay) {
        this.relay = relay;
    }

    @Override
    public void start() {
        relay.start();
    }

    @Override
    public void stop() {
        relay.stop();
    }

    @Override
    public boolean isRunning() {
        return relay.isRunning();
    }
}
