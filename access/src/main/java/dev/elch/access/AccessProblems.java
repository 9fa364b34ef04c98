package dev.elch.access;

import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Says no in problem details (RFC 9457). */
public final class AccessProblems {

    private static final String PROBLEM =
            "{\"type\":\"%s\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\",\"instance\":\"%s\"}";
    private static final String NO_TYPE = "about:blank";

    private AccessProblems() {}

    private static Mono<Void> unauthorized(ServerWebExchange exchange, boolean canAnyoneCall) {
        exchange.getResponse().getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        return refuse(
                exchange,
                HttpStatus.UNAUTHORIZED,
                NO_TYPE,
                canAnyoneCall
                        ? "Send a valid token as: Authorization: Bearer <token>"
                        : "No API token is configured, so every call is refused. The log of the service says how to set one.");
    }

    /** Refuses a caller who is not known: the token is not valid, or it cannot be checked at the moment. */
    static Mono<Void> unknown(ServerWebExchange exchange, AuthenticationException why, boolean canAnyoneCall) {
        return why instanceof AuthenticationServiceException
                ? unavailable(exchange)
                : unauthorized(exchange, canAnyoneCall);
    }

    private static Mono<Void> unavailable(ServerWebExchange exchange) {
        exchange.getResponse().getHeaders().set(HttpHeaders.RETRY_AFTER, "5");
        return refuse(
                exchange,
                HttpStatus.SERVICE_UNAVAILABLE,
                NO_TYPE,
                "Your token cannot be checked at the moment. Try again in a few seconds.");
    }

    static Mono<Void> forbidden(ServerWebExchange exchange) {
        return refuse(exchange, HttpStatus.FORBIDDEN, NO_TYPE, "Your role does not allow this.");
    }

    /**
     * Answers with a problem.
     *
     * @param type a URI that names the kind of problem
     * @param detail one or two sentences, without quotes
     */
    public static Mono<Void> refuse(ServerWebExchange exchange, HttpStatus status, String type, String detail) {
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(status);
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        String path =
                exchange.getRequest().getPath().value().replace("\\", "%5C").replace("\"", "%22");
        String body = PROBLEM.formatted(type, status.getReasonPhrase(), status.value(), detail, path);
        return response.writeWith(Mono.just(response.bufferFactory().wrap(body.getBytes(StandardCharsets.UTF_8))));
    }
}
