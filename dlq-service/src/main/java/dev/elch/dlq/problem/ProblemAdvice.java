package dev.elch.dlq.problem;

import dev.elch.access.problem.FailedRequests;
import dev.elch.access.problem.FieldError;
import dev.elch.access.problem.KnownParametersAdvice;
import dev.elch.access.problem.RequestProblemAdvice;
import dev.elch.contract.RegistryUnavailableException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Turns every failure of a request into a problem (RFC 9457); no class name leaves the service. */
@RestControllerAdvice
@Import({KnownParametersAdvice.class, FailedRequests.class})
@Order(Ordered.LOWEST_PRECEDENCE)
class ProblemAdvice extends RequestProblemAdvice {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    ProblemDetail invalid(InvalidFieldException invalid) {
        return invalid(List.of(new FieldError(invalid.field(), invalid.getMessage())));
    }

    @ExceptionHandler
    ProblemDetail conflicting(ConflictException conflict) {
        ProblemDetail problem = Problem.of(HttpStatus.CONFLICT, Objects.toString(conflict.getMessage()));
        conflict.properties().forEach(problem::setProperty);
        return problem;
    }

    @ExceptionHandler
    ProblemDetail unfit(InvalidPayloadException unfit) {
        ProblemDetail problem = Problem.of(
                HttpStatus.BAD_REQUEST,
                "unfit-payload",
                "The payload does not fit",
                Objects.toString(unfit.getMessage()));
        problem.setProperty("errors", unfit.errors());
        return problem;
    }

    @ExceptionHandler
    ProblemDetail notAllowed(ForbiddenException notAllowed) {
        return Problem.of(HttpStatus.FORBIDDEN, Objects.toString(notAllowed.getMessage()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> withoutRegistry(RegistryUnavailableException failure) {
        log.warn("The registry did not do what a request needs: {}", failure.getMessage());
        return Problem.later(
                "The schema registry does not answer", "The schema registry does not answer. Try again in a moment.");
    }

    @ExceptionHandler
    ProblemDetail absent(NotFoundException absent) {
        return Problem.of(HttpStatus.NOT_FOUND, Objects.toString(absent.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail unforeseen(Exception failure) {
        log.error("A request failed unexpectedly", failure);
        return Problem.of(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "unforeseen",
                "The request failed",
                "Something went wrong here. The log of the service says what.");
    }

    @Override
    protected Optional<FieldError> unreadableField(@Nullable Throwable failure) {
        return BodyFault.of(failure);
    }
}
