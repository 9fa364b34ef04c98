package dev.elch.dlq.problem;

import dev.elch.access.problem.FieldError;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Finds the field that made a body unreadable in what the JSON reader says. */
final class BodyFault {

    private BodyFault() {}

    /** The field and what is wrong with it; empty: the body is no JSON. A field that is there twice is found elsewhere. */
    static Optional<FieldError> of(@Nullable Throwable failure) {
        if (failure instanceof UnrecognizedPropertyException unknown) {
            return Optional.of(new FieldError(unknown.getPropertyName(), "is not known" + known(unknown)));
        }
        if (failure instanceof MismatchedInputException mismatch) {
            return Optional.of(new FieldError(place(mismatch), "must be " + wanted(mismatch.getTargetType())));
        }
        return failure instanceof InputCoercionException tooLarge
                ? Optional.of(new FieldError(place(tooLarge), "must be " + wanted(tooLarge.getTargetType())))
                : Optional.empty();
    }

    private static String known(UnrecognizedPropertyException unknown) {
        return unknown.getKnownPropertyIds() == null
                ? ""
                : unknown.getKnownPropertyIds().stream()
                        .map(String::valueOf)
                        .collect(Collectors.collectingAndThen(
                                Collectors.toCollection(TreeSet::new),
                                names -> "; the fields are " + String.join(", ", names)));
    }

    /** The innermost name; "body" for the whole. */
    private static String place(JacksonException fault) {
        List<JacksonException.Reference> path = fault.getPath();
        return path.stream()
                .map(JacksonException.Reference::getPropertyName)
                .filter(Objects::nonNull)
                .reduce("body", (outer, inner) -> inner);
    }

    private static String wanted(@Nullable Class<?> type) {
        if (type == null) {
            return "something else";
        }
        if (type == String.class) {
            return "a text";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        return Number.class.isAssignableFrom(type) || type == int.class || type == long.class
                ? "a whole number"
                : "a JSON object";
    }
}
