package dev.elch.auth.session;

import java.io.Serializable;
import java.time.Instant;

/**
 * Where a sign-in leads to when it was begun for something else than our own page.
 *
 * @param path a path of ours, with its query
 * @param until later it is forgotten: who signs in an hour afterwards means something else
 */
public record WayBack(String path, Instant until) implements Serializable {

    public WayBack {
        if (!path.startsWith("/") || path.startsWith("//")) {
            throw new IllegalArgumentException("\"" + path + "\" is no path of ours");
        }
    }
}
