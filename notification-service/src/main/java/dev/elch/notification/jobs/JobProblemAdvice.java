package dev.elch.notification.jobs;

import dev.elch.notification.ledger.LedgerUnavailableException;
import dev.elch.notification.mail.RefusedMailException;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.codec.CodecException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.reactive.result.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebInputException;
import reactor.core.publisher.Mono;

/** Turns what went wrong into problem details (RFC 9457); nobody outside sees a class name. */
@RestControllerAdvice
class JobProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(JobProblemAdvice.class);

    @ExceptionHandler
    ResponseEntity<Problem> invalid(InvalidRequestException invalid) {
        String detail = invalid.errors().size() == 1
                ? Objects.toString(invalid.getMessage())
                : invalid.errors().size() + " things are wrong, see errors.";
        return answer(Problem.of("invalid", 400, "Invalid request", detail).with(invalid.errors()));
    }

    @ExceptionHandler
    ResponseEntity<Problem> withoutMail(RefusedMailException refused) {
        return answer(Problem.of("no-mail", 422, "No mail can be written", Objects.toString(refused.getMessage())));
    }

    @ExceptionHandler
    ResponseEntity<Problem> absent(NoSuchJobException absent) {
        return answer(Problem.of("no-such-job", 404, "No such job", Objects.toString(absent.getMessage())));
    }

    @ExceptionHandler
    ResponseEntity<Problem> unavailable(LedgerUnavailableException failure) {
        log.warn("A request can not be served now: {}", failure.getMessage());
        return later(Problem.of(
                "unavailable",
                503,
                "The database does not answer",
                "Nothing can be stored or looked up now. Send the request again, with the same Idempotency-Key."));
    }

    @ExceptionHandler
    ResponseEntity<Problem> unforeseen(RuntimeException failure) {
        log.error("A request failed in a way that nobody foresaw", failure);
        return answer(Problem.of("unforeseen", 500, "Something went wrong here", "The log of the service says what."));
    }

    /** A body that is no JSON, or too long. */
    @Override
    protected Mono<ResponseEntity<Object>> handleServerWebInputException(
            ServerWebInputException unreadable,
            HttpHeaders headers,
            org.springframework.http.HttpStatusCode status,
            ServerWebExchange exchange) {
        if (!(unreadable.getCause() instanceof CodecException)) {
            return super.handleServerWebInputException(unreadable, headers, status, exchange);
        }
        boolean isTooLong = unreadable.getRootCause() instanceof DataBufferLimitException;
        ProblemDetail problem = isTooLong
                ? ProblemDetail.forStatusAndDetail(HttpStatus.CONTENT_TOO_LARGE, "The body is too long.")
                : ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, "The body is not JSON.");
        return handleExceptionInternal(unreadable, problem, headers, HttpStatus.valueOf(problem.getStatus()), exchange);
    }

    static ResponseEntity<Problem> answer(Problem problem) {
        return ResponseEntity.status(problem.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    static ResponseEntity<Problem> later(Problem problem) {
        return ResponseEntity.status(problem.status())
                .header(HttpHeaders.RETRY_AFTER, "5")
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
