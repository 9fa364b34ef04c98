package dev.elch.testkit.process;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Ends all children when our JVM ends. */
final class ChildProcesses {

    private static final Set<ServiceProcess> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(ChildProcesses::stopAll, "stop-children"));
    }

    private ChildProcesses() {}

    static ServiceProcess watch(ServiceProcess child) {
        RUNNING.add(child);
        var unused = child.onExit().thenRun(() -> RUNNING.remove(child));
        return child;
    }

    private static void stopAll() {
        RUNNING.parallelStream().forEach(ServiceProcess::close);
    }
}
