package dev.elch.playground;

import dev.elch.testkit.process.ServiceProcess;

/** Child processes: remembered for the next start, and missed when they end before they should. */
final class Children {

    private final LeftoverProcesses leftovers;
    private final Progress progress;
    private final RunningParts running;

    Children(LeftoverProcesses leftovers, Progress progress, RunningParts running) {
        this.leftovers = leftovers;
        this.progress = progress;
        this.running = running;
    }

    /** Says so on the console when the process ends although it was not stopped. */
    void watch(Part part, ServiceProcess process) {
        leftovers.remember(process.pid());
        var unused = process.onExit().thenAccept(exitCode -> {
            if (!running.isStopping()) {
                progress.line("The " + part.label() + " has ended by itself with exit code " + exitCode + ". Its log: "
                        + process.log() + ". Everything else goes on; Ctrl-C and ./run start it again.");
            }
        });
    }
}
