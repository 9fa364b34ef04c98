package dev.elch.access.problem;

import dev.elch.access.AccessProblems;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

/** Answers as a problem (RFC 9457) what fails before a controller is reached, or while its problem is written. */
@Order(FailedRequests.BEFORE_THE_FRAMEWORK)
public final class FailedRequests implements WebExceptionHandler {

    static final int BEFORE_THE_FRAMEWORK = -2;

    private static final Logger log = LoggerFactory.getLogger(FailedRequests.class);

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        if (exchange.getResponse().isCommitted()) {
            return Mono.error(failure);
        }
        HttpStatus status = failure instanceof ErrorResponse known
                ? HttpStatus.valueOf(known.getStatusCode().value())
                : HttpStatus.INTERNAL_SERVER_ERROR;
        if (status.is5xxServerError()) {
            log.error("A request failed in an unforeseen way", failure);
        }
        return AccessProblems.refuse(exchange, status, "about:blank", detail(status));
    }

    private static String detail(HttpStatus status) {
        return switch (status) {
            case BAD_REQUEST -> "The request cannot be read. Check its path, its headers and its body.";
            case NOT_ACCEPTABLE -> "There is no answer in a form that the header Accept asks for.";
            default ->
                status.is5xxServerError()
                        ? "The request failed. The log of the service says why."
                        : "The request cannot be served: " + status.getReasonPhrase() + ".";
        };
    }
}
