package dev.elch.auth.page;

import dev.elch.access.problem.FailedRequests;
import dev.elch.auth.signin.AcceptedTypes;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What went wrong, as a page for people and as a problem (RFC 9457) for machines; never a stack trace. */
@Component
@Order(-2)
final class ErrorPages implements ErrorWebExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ErrorPages.class);

    private final Pages pages;

    ErrorPages(Pages pages) {
        this.pages = pages;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable trouble) {
        ServerHttpResponse response = exchange.getResponse();
        if (response.isCommitted()) {
            return Mono.error(trouble);
        }
        ServerHttpRequest request = exchange.getRequest();
        HttpStatus status = FailedRequests.status(trouble);
        FailedRequestProblem problem = new FailedRequestProblem(
                status.value(),
                status.getReasonPhrase(),
                request.getMethod().name(),
                request.getPath().value());
        if (status.is5xxServerError()) {
            log.error("Answering {} to {} {}", status.value(), problem.method(), problem.path(), trouble);
        }
        response.setStatusCode(status);
        if (trouble instanceof ErrorResponse known) {
            response.getHeaders().putAll(known.getHeaders());
        }
        boolean isPerson = AcceptedTypes.includePages(request.getHeaders().getOrEmpty(HttpHeaders.ACCEPT));
        response.getHeaders().setContentType(isPerson ? MediaType.TEXT_HTML : MediaType.APPLICATION_PROBLEM_JSON);
        byte[] body = isPerson ? page(request, status).getBytes(StandardCharsets.UTF_8) : problem.json();
        return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
    }

    private String page(ServerHttpRequest request, HttpStatus status) {
        return pages.render(request.getHeaders(), "error", Map.of("status", status.value(), "why", why(status)));
    }

    private static String why(HttpStatus status) {
        if (status == HttpStatus.NOT_FOUND) {
            return "error.not-found";
        }
        return status.is4xxClientError() ? "error.refused" : "error.trouble";
    }
}
