package dev.elch.access.problem;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.codec.CodecException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.reactive.resource.NoResourceFoundException;
import org.springframework.web.reactive.result.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebInputException;
import reactor.core.publisher.Mono;

/** Answers requests that cannot be read, in the same words in every service; a service adds the failures of its own. */
public abstract class RequestProblemAdvice extends ResponseEntityExceptionHandler {

    private static final URI NO_TYPE = URI.create("about:blank");
    static final String TOO_LONG = "The body is too long.";
    private static final Pattern DUPLICATE =
            Pattern.compile("[Dd]uplicate (?:Object )?(?:[Ff]ield|[Pp]roperty) ['\"]([^'\"]{1,100})['\"]");

    @ExceptionHandler
    public ResponseEntity<ProblemDetail> invalid(InvalidRequestException invalid) {
        return ResponseEntity.badRequest()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(invalid(invalid.errors()));
    }

    /** A request with these faults. */
    protected static ProblemDetail invalid(List<FieldError> errors) {
        String detail = errors.size() == 1
                ? errors.get(0).field() + ": " + errors.get(0).message()
                : errors.size() + " things are wrong, see errors.";
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, detail);
        problem.setType(URI.create("urn:elch:problem:invalid"));
        problem.setTitle("Invalid request");
        problem.setProperty("errors", errors);
        return problem;
    }

    /** The field that made a body unreadable, by what its reader said; empty: the body is no JSON. */
    protected Optional<FieldError> unreadableField(@Nullable Throwable failure) {
        return Optional.empty();
    }

    @Override
    protected Mono<ResponseEntity<Object>> handleServerWebInputException(
            ServerWebInputException unreadable,
            HttpHeaders headers,
            HttpStatusCode status,
            ServerWebExchange exchange) {
        if (unreadable.getRootCause() instanceof DataBufferLimitException) {
            return answer(unreadable, problem(HttpStatus.CONTENT_TOO_LARGE, TOO_LONG), headers, exchange);
        }
        if (unreadable.getCause() instanceof TypeMismatchException mismatch
                && unreadable.getMethodParameter() != null) {
            return answer(unreadable, invalid(List.of(mismatched(unreadable, mismatch))), headers, exchange);
        }
        if (!(unreadable.getCause() instanceof CodecException)) {
            return super.handleServerWebInputException(unreadable, headers, status, exchange);
        }
        Throwable cause = unreadable.getRootCause();
        ProblemDetail problem = duplicateField(cause)
                .or(() -> unreadableField(cause))
                .map(error -> invalid(List.of(error)))
                .orElseGet(() -> problem(HttpStatus.BAD_REQUEST, "The body is not JSON."));
        return answer(unreadable, problem, headers, exchange);
    }

    @Override
    protected Mono<ResponseEntity<Object>> handleResponseStatusException(
            ResponseStatusException failure, HttpHeaders headers, HttpStatusCode status, ServerWebExchange exchange) {
        return failure instanceof NoResourceFoundException
                ? answer(failure, problem(HttpStatus.NOT_FOUND, "There is nothing at this path."), headers, exchange)
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

    private static Optional<FieldError> duplicateField(@Nullable Throwable failure) {
        Matcher duplicate = DUPLICATE.matcher(failure == null ? "" : Objects.toString(failure.getMessage()));
        return duplicate.find()
                ? Optional.of(new FieldError(duplicate.group(1), "is there more than once"))
                : Optional.empty();
    }

    private static FieldError mismatched(ServerWebInputException unreadable, TypeMismatchException mismatch) {
        String name = String.valueOf(
                Objects.requireNonNull(unreadable.getMethodParameter()).getParameterName());
        Class<?> wanted = mismatch.getRequiredType();
        boolean isFlag = wanted == boolean.class || wanted == Boolean.class;
        return new FieldError(name, isFlag ? "must be true or false" : "must be a whole number");
    }

    private static ProblemDetail problem(HttpStatus status, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(NO_TYPE);
        return problem;
    }

    private static String detail(HttpStatusCode status, ProblemDetail problem) {
        return status.isSameCodeAs(HttpStatus.CONTENT_TOO_LARGE)
                ? TOO_LONG
                : "The request cannot be served: " + problem.getTitle() + ".";
    }

    private Mono<ResponseEntity<Object>> answer(
            ResponseStatusException failure, ProblemDetail problem, HttpHeaders headers, ServerWebExchange exchange) {
        return handleExceptionInternal(
                failure, problem, headers, HttpStatusCode.valueOf(problem.getStatus()), exchange);
    }
}
