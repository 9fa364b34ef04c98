package dev.elch.auth.page;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
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
    private static final String PROBLEM = "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d}";

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
        HttpStatus status = statusOf(trouble);
        if (status.is5xxServerError()) {
            log.error(
                    "Answering {} to {} {}",
                    status.value(),
                    exchange.getRequest().getMethod(),
                    exchange.getRequest().getPath().value().replaceFirst("^/not-me/.*", "/not-me/***"),
                    trouble);
        }
        response.setStatusCode(status);
        boolean isPerson = exchange.getRequest().getHeaders().getAccept().contains(MediaType.TEXT_HTML);
        response.getHeaders().setContentType(isPerson ? MediaType.TEXT_HTML : MediaType.APPLICATION_PROBLEM_JSON);
        String body = isPerson ? page(exchange, status) : PROBLEM.formatted(status.getReasonPhrase(), status.value());
        return response.writeWith(Mono.just(response.bufferFactory().wrap(body.getBytes(StandardCharsets.UTF_8))));
    }

    private String page(ServerWebExchange exchange, HttpStatus status) {
        return pages.render(
                exchange.getRequest().getHeaders(), "error", Map.of("status", status.value(), "why", why(status)));
    }

    private static String why(HttpStatus status) {
        if (status == HttpStatus.NOT_FOUND) {
            return "error.not-found";
        }
        return status.is4xxClientError() ? "error.refused" : "error.trouble";
    }

    private static HttpStatus statusOf(Throwable trouble) {
        HttpStatusCode code =
                trouble instanceof ErrorResponse known ? known.getStatusCode() : HttpStatus.INTERNAL_SERVER_ERROR;
        HttpStatus status = HttpStatus.resolve(code.value());
        return status == null ? HttpStatus.INTERNAL_SERVER_ERROR : status;
    }
}
