package dev.elch.dlq.deadletter;

import dev.elch.dlq.problem.InvalidFieldException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the version of a dead letter out of {@code If-Match} (RFC 9110, section 13.1.1). */
public final class EntityTag {

    private static final Pattern VERSION = Pattern.compile("\"?(\\d{1,18})\"?");

    private EntityTag() {}

    public static Optional<Long> version(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return Optional.empty();
        }
        Matcher version = VERSION.matcher(ifMatch.strip());
        if (!version.matches()) {
            throw new InvalidFieldException("If-Match", "must be the version of the dead letter, such as \"3\"");
        }
        return Optional.of(Long.valueOf(version.group(1)));
    }
}
