package dev.elch.notification.jobs;

import dev.elch.notification.problem.Problem;
import java.util.Objects;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Says that there is no such job. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class JobProblemAdvice {

    @ExceptionHandler
    ResponseEntity<ProblemDetail> absent(NoSuchJobException absent) {
        return Problem.of("no-such-job", 404, "No such job", Objects.toString(absent.getMessage()))
                .answer();
    }
}
