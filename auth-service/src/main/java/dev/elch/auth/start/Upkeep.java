package dev.elch.auth.start;

import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** Work in the background: begins when the service starts to serve, and ends with it. */
public final class Upkeep implements SmartLifecycle {

    private final Mono<Void> work;
    private @Nullable Disposable running;

    /** Work that does not end by itself and copes with its own failures. */
    public Upkeep(Mono<Void> work) {
        this.work = work;
    }

    @Override
    public synchronized void start() {
        running = work.subscribe();
    }

    @Override
    public synchronized void stop() {
        if (running != null) {
            running.dispose();
            running = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return running != null;
    }
}
