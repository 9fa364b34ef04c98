package dev.elch.dlq.problem;

import dev.elch.contract.RegistryUnavailableException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
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

/** Turns every failure of a request into a problem (RFC 9457); no class name leaves the service. */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);
    private static final String TOO_LONG = "The body is too long.";

    @ExceptionHandler
    ProblemDetail invalid(InvalidFieldException invalid) {
        return Problem.invalid(List.of(new FieldError(invalid.field(), invalid.getMessage())));
    }

    @ExceptionHandler
    ProblemDetail unknown(UnknownParametersException unknown) {
        return Problem.invalid(unknown.errors());
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
    protected Mono<ResponseEntity<Object>> handleServerWebInputException(
            ServerWebInputException unreadable,
            HttpHeaders headers,
            HttpStatusCode status,
            ServerWebExchange exchange) {
        if (unreadable.getRootCause() instanceof DataBufferLimitException) {
            return said(unreadable, Problem.of(HttpStatus.CONTENT_TOO_LARGE, TOO_LONG), headers, exchange);
        }
        if (unreadable.getCause() instanceof TypeMismatchException mismatch
                && unreadable.getMethodParameter() != null) {
            return said(unreadable, Problem.invalid(List.of(mismatched(unreadable, mismatch))), headers, exchange);
        }
        if (!(unreadable.getCause() instanceof CodecException)) {
            return super.handleServerWebInputException(unreadable, headers, status, exchange);
        }
        Optional<FieldError> fault = BodyFault.of(unreadable.getRootCause());
        ProblemDetail problem = fault.map(error -> Problem.invalid(List.of(error)))
                .orElseGet(() -> Problem.of(HttpStatus.BAD_REQUEST, "The body is not JSON."));
        return said(unreadable, problem, headers, exchange);
    }

    @Override
    protected Mono<ResponseEntity<Object>> handleResponseStatusException(
            ResponseStatusException failure, HttpHeaders headers, HttpStatusCode status, ServerWebExchange exchange) {
        return failure instanceof NoResourceFoundException
                ? said(failure, Problem.of(HttpStatus.NOT_FOUND, "There is nothing at this path."), headers, exchange)
                : super.handleResponseStatusException(failure, headers, status, exchange);
    }

    /** What the framework leaves out of a problem is filled in. */
    @Override
    protected Mono<ResponseEntity<Object>> createResponseEntity(
            @Nullable Object body, @Nullable HttpHeaders headers, HttpStatusCode status, ServerWebExchange exchange) {
        if (body instanceof ProblemDetail problem) {
            problem.setType(problem.getType() == null ? Problem.NO_TYPE : problem.getType());
            problem.setDetail(problem.getDetail() == null ? detail(status, problem) : problem.getDetail());
        }
        return super.createResponseEntity(body, headers, status, exchange);
    }

    private static String detail(HttpStatusCode status, ProblemDetail problem) {
        return status.isSameCodeAs(HttpStatus.CONTENT_TOO_LARGE)
                ? TOO_LONG
                : "The request cannot be served: " + problem.getTitle() + ".";
    }

    private static FieldError mismatched(ServerWebInputException unreadable, TypeMismatchException mismatch) {
        String name = String.valueOf(
                Objects.requireNonNull(unreadable.getMethodParameter()).getParameterName());
        Class<?> wanted = mismatch.getRequiredType();
        boolean isFlag = wanted == boolean.class || wanted == Boolean.class;
        return new FieldError(name, isFlag ? "must be true or false" : "must be a whole number");
    }

    private Mono<ResponseEntity<Object>> said(
            ResponseStatusException failure, ProblemDetail problem, HttpHeaders headers, ServerWebExchange exchange) {
        return handleExceptionInternal(
                failure, problem, headers, HttpStatusCode.valueOf(problem.getStatus()), exchange);
    }
}
