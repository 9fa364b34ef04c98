package dev.elch.testkit.web;

import java.io.IOException;

/** Answers the requests for one path prefix. */
@FunctionalInterface
public interface Route {

    /** Answers the request; an exception becomes a 500 without details and a line on the log. */
    void answer(WebExchange exchange) throws IOException, InterruptedException;
}
