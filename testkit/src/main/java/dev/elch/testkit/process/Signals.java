package dev.elch.testkit.process;

import java.io.IOException;

/** Signals that the JDK has no method for. */
final class Signals {

    private Signals() {}

    /** Sends {@code signal}, such as {@code STOP}, with the system's {@code kill}. */
    static void send(long pid, String signal) {
        try {
            int exitCode = new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (exitCode != 0) {
                throw new IllegalStateException("kill -" + signal + " " + pid + " failed with " + exitCode);
            }
        } catch (IOException e) {
            throw new IllegalStateException("no command \"kill\" on this system", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sending " + signal, e);
        }
    }
}
