package dev.elch.access.problem;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.core.MethodParameter;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;

/** Refuses query parameters of {@code /api} that an operation does not read, or that are there twice: a filter must not be ignored. */
@RestControllerAdvice
public class KnownParametersAdvice {

    private static final String API = "/api/";

    @ModelAttribute
    void check(ServerWebExchange exchange) {
        Object handler = exchange.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE);
        boolean isOfTheApi = exchange.getRequest().getPath().value().startsWith(API);
        if (isOfTheApi && handler instanceof HandlerMethod operation && !readsAll(operation)) {
            List<FieldError> errors = errors(exchange.getRequest().getQueryParams(), known(operation));
            if (!errors.isEmpty()) {
                throw new InvalidRequestException(errors);
            }
        }
    }

    /** Whether the operation takes the whole query as a map, and so checks the names itself. */
    private static boolean readsAll(HandlerMethod operation) {
        return parameters(operation).stream()
                .anyMatch(parameter -> Map.class.isAssignableFrom(parameter.getParameterType()));
    }

    private static List<FieldError> errors(MultiValueMap<String, String> query, Set<String> known) {
        List<FieldError> errors = new ArrayList<>();
        query.forEach((name, values) -> {
            if (!known.contains(name)) {
                errors.add(new FieldError(name, "is not known"));
            } else if (values.size() > 1) {
                errors.add(new FieldError(name, "must be given once"));
            }
        });
        return errors;
    }

    private static Set<String> known(HandlerMethod operation) {
        return parameters(operation).stream().map(KnownParametersAdvice::name).collect(Collectors.toUnmodifiableSet());
    }

    private static List<MethodParameter> parameters(HandlerMethod operation) {
        return Arrays.stream(operation.getMethodParameters())
                .filter(parameter -> parameter.hasParameterAnnotation(RequestParam.class))
                .toList();
    }

    private static String name(MethodParameter parameter) {
        String given = Objects.requireNonNull(parameter.getParameterAnnotation(RequestParam.class))
                .name();
        return given.isEmpty() ? parameter.getParameter().getName() : given;
    }
}
