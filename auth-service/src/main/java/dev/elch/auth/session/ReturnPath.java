package dev.elch.auth.session;

import java.io.Serializable;
import java.time.Instant;

/**
 * Where a browser goes after a sign-in that it began for something other than our own page.
 *
 * @param path a path of ours, with its query
 * @param until later it is ignored: a sign-in an hour afterwards has another purpose
 */
public record ReturnPath(String path, Instant until) implements Serializable {

    public ReturnPath {
        if (!path.startsWith("/") || path.startsWith("//")) {
            throw new IllegalArgumentException("\"" + path + "\" is no path of ours");
        }
    }
}
