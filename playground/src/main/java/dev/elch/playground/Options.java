package dev.elch.playground;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the user asked for.
 *
 * @param data folder for everything that is to outlive a stop
 * @param fresh whether to empty that folder first
 * @param logOnly whether mails are only logged
 * @param ports numbers that the user insists on
 * @param gitHub a client at the real GitHub; none: the stand-in
 */
record Options(
        Path data,
        boolean fresh,
        boolean logOnly,
        Map<Port, Integer> ports,
        @Nullable GitHubClient gitHub) {

    Options {
        ports = Map.copyOf(ports);
    }

    /** An OAuth app registered at GitHub. */
    record GitHubClient(String id, String secret) {

        @Override
        public String toString() {
            return "GitHubClient[" + id + "]";
        }
    }
}
