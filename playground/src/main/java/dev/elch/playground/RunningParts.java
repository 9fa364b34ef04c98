package dev.elch.playground;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts that run, and how to stop them in order: services first, then the broker, the database last. */
final class RunningParts {

    private static final Logger LOG = LoggerFactory.getLogger(RunningParts.class);

    private final Map<Part, AutoCloseable> running = new EnumMap<>(Part.class);
    private boolean isStopping;

    /** Keeps {@code handle} to stop the part with; stops it at once when everything is being stopped already. */
    void add(Part part, AutoCloseable handle) {
        boolean isTooLate;
        synchronized (this) {
            isTooLate = isStopping;
            if (!isTooLate) {
                running.put(part, handle);
            }
        }
        if (isTooLate) {
            close(part, handle);
        }
    }

    synchronized boolean isStopping() {
        return isStopping;
    }

    /** Returns when all parts are gone. A part that fails to stop does not keep the others from it. */
    void stop() {
        synchronized (this) {
            isStopping = true;
        }
        Part.STOP_ORDER.forEach(this::stopTogether);
    }

    private void stopTogether(Set<Part> parts) {
        parts.parallelStream().forEach(part -> {
            AutoCloseable handle;
            synchronized (this) {
                handle = running.remove(part);
            }
            if (handle != null) {
                close(part, handle);
            }
        });
    }

    private static void close(Part part, AutoCloseable handle) {
        try {
            handle.close();
            LOG.info("{} stopped", part.label());
        } catch (Exception e) {
            LOG.warn("{} did not stop in order", part.label(), e);
        }
    }
}
