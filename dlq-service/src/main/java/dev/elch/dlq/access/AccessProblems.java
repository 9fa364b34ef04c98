package dev.elch.dlq.access;

import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Says no in problem details (RFC 9457). */
final class AccessProblems {

    private static final String PROBLEM = "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}";

    private AccessProblems() {}

    static Mono<Void> unauthorized(ServerWebExchange exchange, boolean anyTokenIsSet) {
        exchange.getResponse().getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        return write(
                exchange.getResponse(),
                HttpStatus.UNAUTHORIZED,
                anyTokenIsSet
                        ? "Send a valid API token as: Authorization: Bearer <token>"
                        : "No API token is configured, so nobody can call. The log of the service says how to set one.");
    }

    static Mono<Void> forbidden(ServerWebExchange exchange) {
        return write(exchange.getResponse(), HttpStatus.FORBIDDEN, "Your role does not allow this.");
    }

    private static Mono<Void> write(ServerHttpResponse response, HttpStatus status, String detail) {
        response.setStatusCode(status);
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        String body = PROBLEM.formatted(status.getReasonPhrase(), status.value(), detail);
        return response.writeWith(Mono.just(response.bufferFactory().wrap(body.getBytes(StandardCharsets.UTF_8))));
    }
}
