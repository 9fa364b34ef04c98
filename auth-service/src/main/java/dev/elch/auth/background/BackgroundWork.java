package dev.elch.auth.background;

import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** Work that starts and stops with the service. */
public final class BackgroundWork implements SmartLifecycle {

    private final Mono<Void> work;
    private @Nullable Disposable running;

    /** @param work never ends by itself and handles its own failures */
    public BackgroundWork(Mono<Void> work) {
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
