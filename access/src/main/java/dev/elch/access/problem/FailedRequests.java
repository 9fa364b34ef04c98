package dev.elch.access.problem;

import dev.elch.access.AccessProblems;
import io.netty.channel.ChannelException;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.core.codec.CodecException;
import org.springframework.core.io.buffer.DataBufferLimitException;
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

    private static final int MAX_CAUSES = 8;

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        if (exchange.getResponse().isCommitted()) {
            return Mono.error(failure);
        }
        HttpStatus status = status(failure);
        if (status.is5xxServerError()) {
            log.error("A request failed in an unforeseen way", failure);
        }
        if (failure instanceof ErrorResponse known) {
            exchange.getResponse().getHeaders().putAll(known.getHeaders());
        }
        return AccessProblems.refuse(exchange, status, "about:blank", detail(status));
    }

    /** The status of the answer to a request that failed so: 500 unless the caller or the connection is to blame. */
    public static HttpStatus status(Throwable failure) {
        if (isCausedBy(failure, DataBufferLimitException.class)) {
            return HttpStatus.CONTENT_TOO_LARGE;
        }
        if (failure instanceof ErrorResponse known) {
            HttpStatus status = HttpStatus.resolve(known.getStatusCode().value());
            return status == null ? HttpStatus.INTERNAL_SERVER_ERROR : status;
        }
        if (isCausedBy(failure, ChannelException.class)) {
            return HttpStatus.REQUEST_TIMEOUT;
        }
        return failure instanceof CodecException ? HttpStatus.BAD_REQUEST : HttpStatus.INTERNAL_SERVER_ERROR;
    }

    private static boolean isCausedBy(Throwable failure, Class<? extends Throwable> type) {
        return Stream.<@Nullable Throwable>iterate(
                        failure,
                        Objects::nonNull,
                        cause -> Objects.requireNonNull(cause).getCause())
                .limit(MAX_CAUSES)
                .anyMatch(type::isInstance);
    }

    private static String detail(HttpStatus status) {
        return switch (status) {
            case BAD_REQUEST -> "The request cannot be read. Check its path, its headers and its body.";
            case CONTENT_TOO_LARGE -> RequestProblemAdvice.TOO_LONG;
            case NOT_ACCEPTABLE -> "There is no answer in a form that the header Accept asks for.";
            default ->
                status.is5xxServerError()
                        ? "The request failed. The log of the service says why."
                        : "The request cannot be served: " + status.getReasonPhrase() + ".";
        };
    }
}
