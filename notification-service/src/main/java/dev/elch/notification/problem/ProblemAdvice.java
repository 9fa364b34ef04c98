package dev.elch.notification.problem;

import dev.elch.notification.ledger.LedgerUnavailableException;
import dev.elch.notification.mail.RefusedMailException;
import java.net.URI;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.codec.CodecException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.reactive.resource.NoResourceFoundException;
import org.springframework.web.reactive.result.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebInputException;
import reactor.core.publisher.Mono;

/** Turns every failure of a request into a problem (RFC 9457); no answer holds a class name. */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);
    private static final URI NO_TYPE = URI.create("about:blank");
    private static final String TOO_LONG = "The body is too long.";
    private static final Pattern DUPLICATE =
            Pattern.compile("[Dd]uplicate (?:Object )?(?:[Ff]ield|[Pp]roperty) ['\"]([^'\"]{1,100})['\"]");

    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalid(InvalidRequestException invalid) {
        String detail = invalid.errors().size() == 1
                ? Objects.toString(invalid.getMessage())
                : invalid.errors().size() + " things are wrong, see errors.";
        return Problem.of("invalid", 400, "Invalid request", detail)
                .with(invalid.errors())
                .answer();
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> withoutMail(RefusedMailException refused) {
        return Problem.of("no-mail", 422, "No mail can be written", Objects.toString(refused.getMessage()))
                .answer();
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unavailable(LedgerUnavailableException failure) {
        log.warn("A request cannot be served now: {}", failure.getMessage());
        return Problem.of(
                        "unavailable",
                        503,
                        "The database does not answer",
                        "Nothing can be stored or looked up now. Send the request again, with the same Idempotency-Key.")
                .answerLater();
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unforeseen(RuntimeException failure) {
        log.error("A request failed in an unforeseen way", failure);
        return Problem.of("unforeseen", 500, "The request failed", "The log of the service says why.")
                .answer();
    }

    @Override
    protected Mono<ResponseEntity<Object>> handleServerWebInputException(
            ServerWebInputException unreadable,
            HttpHeaders headers,
            HttpStatusCode status,
            ServerWebExchange exchange) {
        if (!(unreadable.getCause() instanceof CodecException)) {
            return super.handleServerWebInputException(unreadable, headers, status, exchange);
        }
        if (unreadable.getRootCause() instanceof DataBufferLimitException) {
            return said(unreadable, HttpStatus.CONTENT_TOO_LARGE, TOO_LONG, headers, exchange);
        }
        Matcher duplicate = DUPLICATE.matcher(Objects.toString(
                Objects.requireNonNull(unreadable.getRootCause()).getMessage()));
        if (duplicate.find()) {
            return invalid(new InvalidRequestException(duplicate.group(1), "is there more than once"), exchange);
        }
        return said(unreadable, HttpStatus.BAD_REQUEST, "The body is not JSON.", headers, exchange);
    }

    @Override
    protected Mono<ResponseEntity<Object>> handleResponseStatusException(
            ResponseStatusException failure, HttpHeaders headers, HttpStatusCode status, ServerWebExchange exchange) {
        return failure instanceof NoResourceFoundException
                ? said(failure, HttpStatus.NOT_FOUND, "There is nothing at this path.", headers, exchange)
                : super.handleResponseStatusException(failure, headers, status, exchange);
    }

    /** What the framework leaves out of a problem is filled in. */
    @Override
    protected Mono<ResponseEntity<Object>> createResponseEntity(
            @Nullable Object body, @Nullable HttpHeaders headers, HttpStatusCode status, ServerWebExchange exchange) {
        if (body instanceof ProblemDetail problem) {
            problem.setType(problem.getType() == null ? NO_TYPE : problem.getType());
            problem.setDetail(problem.getDetail() == null ? detail(status, problem) : problem.getDetail());
        }
        return super.createResponseEntity(body, headers, status, exchange);
    }

    private static String detail(HttpStatusCode status, ProblemDetail problem) {
        return status.isSameCodeAs(HttpStatus.CONTENT_TOO_LARGE)
                ? TOO_LONG
                : "The request cannot be served: " + problem.getTitle() + ".";
    }

    private Mono<ResponseEntity<Object>> invalid(InvalidRequestException invalid, ServerWebExchange exchange) {
        ResponseEntity<ProblemDetail> answer = invalid(invalid);
        return handleExceptionInternal(invalid, answer.getBody(), new HttpHeaders(), answer.getStatusCode(), exchange);
    }

    private Mono<ResponseEntity<Object>> said(
            ResponseStatusException failure,
            HttpStatus status,
            String detail,
            HttpHeaders headers,
            ServerWebExchange exchange) {
        return handleExceptionInternal(
                failure, ProblemDetail.forStatusAndDetail(status, detail), headers, status, exchange);
    }
}
