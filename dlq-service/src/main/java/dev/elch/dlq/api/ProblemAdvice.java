package dev.elch.dlq.api;

import dev.elch.contract.RegistryUnavailableException;
import dev.elch.dlq.deadletter.InvalidFieldException;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.reactive.result.method.annotation.ResponseEntityExceptionHandler;

/** Turns exceptions into problem details (RFC 9457); no class name leaves the service. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    ProblemDetail invalid(InvalidFieldException invalid) {
        ProblemDetail problem =
                ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, invalid.field() + ": " + invalid.getMessage());
        problem.setProperty("errors", List.of(Map.of("field", invalid.field(), "message", invalid.getMessage())));
        return problem;
    }

    @ExceptionHandler
    ProblemDetail conflicting(ConflictException conflict) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, conflict.getMessage());
        conflict.properties().forEach(problem::setProperty);
        return problem;
    }

    @ExceptionHandler
    ProblemDetail unfit(InvalidPayloadException unfit) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, unfit.getMessage());
        problem.setProperty("errors", unfit.errors());
        return problem;
    }

    @ExceptionHandler
    ProblemDetail notAllowed(ForbiddenException notAllowed) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.FORBIDDEN, notAllowed.getMessage());
    }

    @ExceptionHandler
    ProblemDetail withoutRegistry(RegistryUnavailableException failure) {
        log.warn("The registry did not do what a request needs: {}", failure.getMessage());
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.SERVICE_UNAVAILABLE, "The schema registry does not answer. Try again in a moment.");
    }

    @ExceptionHandler
    ProblemDetail absent(NotFoundException absent) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, absent.getMessage());
    }

    @ExceptionHandler
    ProblemDetail unforeseen(RuntimeException failure) {
        log.error("A request failed unexpectedly", failure);
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong here. The log of the service says what.");
    }
}
