package dev.elch.auth.page;

import dev.elch.contract.DisputeLink;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request that failed, as a problem (RFC 9457).
 *
 * @param title the status in words
 * @param path of the request, without the secret of a dispute link
 */
record FailedRequestProblem(int status, String title, String method, String path) {

    private static final JsonMapper JSON = JsonMapper.shared();

    FailedRequestProblem {
        path = path.startsWith(DisputeLink.PATH) ? DisputeLink.PATH + "***" : path;
    }

    byte[] json() {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", title);
        problem.put("status", status);
        problem.put("detail", detail());
        problem.put("instance", path);
        return JSON.writeValueAsBytes(problem);
    }

    /** Sentences of ours: those of the frameworks name classes, or repeat what was sent. */
    private String detail() {
        return switch (status) {
            case 400 -> "The request cannot be read. Check its path, its headers and its body.";
            case 401 -> "Sign in first.";
            case 403 -> "This is not allowed: the request lacks the token of its form, or the right to do it.";
            case 404 -> "There is nothing at this path.";
            case 405 -> method + " is not possible here. The header Allow lists what is.";
            case 406 -> "There is no answer in a form that the header Accept asks for.";
            case 408 -> "The body did not arrive in time. Send the request again.";
            case 413 -> "The body is too long.";
            case 415 -> "The body has the wrong media type. The header Accept lists the right ones.";
            default ->
                status < 500
                        ? "The request cannot be served: " + title + "."
                        : "The request failed. The log of the service says why.";
        };
    }
}
