package dev.elch.dlq.problem;

import java.net.URI;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** Problems as RFC 9457 has them. Each has a type, a title and a detail; the framework adds the path of the request. */
final class Problem {

    private static final URI NO_TYPE = URI.create("about:blank");

    private static final String WAIT_SECONDS = "5";

    private Problem() {}

    /** One whose status says it all. */
    static ProblemDetail of(HttpStatus status, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(NO_TYPE);
        return problem;
    }

    /** One of this API; {@code type} is the last part of its URN. */
    static ProblemDetail of(HttpStatus status, String type, String title, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create("urn:elch:problem:" + type));
        problem.setTitle(title);
        return problem;
    }

    /** The request may be sent again in a moment. */
    static ResponseEntity<ProblemDetail> later(String title, String detail) {
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, WAIT_SECONDS)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(of(HttpStatus.SERVICE_UNAVAILABLE, "unavailable", title, detail));
    }
}
