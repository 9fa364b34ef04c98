package dev.elch.dlq.problem;

import com.mongodb.MongoException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Says that the database does not answer, which is no fault of the caller and may pass. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class MongoProblemAdvice {

    private static final Logger log = LoggerFactory.getLogger(MongoProblemAdvice.class);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unavailable(MongoException failure) {
        log.warn("The database did not do what a request needs: {}", failure.getMessage());
        return Problem.later("The database does not answer", "The database does not answer. Try again in a moment.");
    }
}
