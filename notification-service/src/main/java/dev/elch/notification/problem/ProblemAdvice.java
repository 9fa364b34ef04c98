package dev.elch.notification.problem;

import dev.elch.access.problem.FailedRequests;
import dev.elch.access.problem.KnownParametersAdvice;
import dev.elch.access.problem.RequestProblemAdvice;
import dev.elch.notification.ledger.LedgerUnavailableException;
import dev.elch.notification.mail.RefusedMailException;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Turns every failure of a request into a problem (RFC 9457); no answer holds a class name. */
@RestControllerAdvice
@Import({KnownParametersAdvice.class, FailedRequests.class})
@Order(Ordered.LOWEST_PRECEDENCE)
class ProblemAdvice extends RequestProblemAdvice {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

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
}
