package dev.elch.testkit.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a page for what keeps people out who see, hear or move differently (axe-core).
 *
 * <p>Neither the browser nor axe-core come with the testkit, which also runs outside of tests: a module that uses this has
 * {@code com.deque.html.axe-core:playwright} among its test dependencies.
 */
public final class Axe {

    /** What is moderate or minor is a matter of taste more often than not. */
    private static final String SERIOUS = """
            async () => (await axe.run(document, { resultTypes: ["violations"], iframes: false })).violations
              .filter((violation) => ["serious", "critical"].includes(violation.impact))
              .map((violation) => violation.id + ": " + violation.help + violation.nodes.map((node) =>
                "\\n  " + node.html + " " + [...node.any, ...node.all, ...node.none].map((why) => why.message).join("; ")).join(""))
            """;

    private Axe() {}

    /**
     * Fails with every serious or critical violation in the page as it is now.
     *
     * @param page evaluates JavaScript in the page, and waits for a promise: {@code page::evaluate} of Playwright
     * @param screen what is looked at, for the reader of the failure
     */
    public static void assertOpenToEverybody(Function<String, @Nullable Object> page, String screen) {
        var unused = page.apply(script());
        if (!(page.apply(SERIOUS) instanceof List<?> violations)) {
            throw new AssertionError("axe-core at %s gave no list".formatted(screen));
        }
        if (!violations.isEmpty()) {
            throw new AssertionError(violations.stream()
                    .map(String::valueOf)
                    .collect(Collectors.joining("\n", "axe-core at %s:\n".formatted(screen), "")));
        }
    }

    private static String script() {
        try (InputStream file = Axe.class.getResourceAsStream("/axe.min.js")) {
            if (file == null) {
                throw new IllegalStateException("There is no axe.min.js on the class path:"
                        + " add com.deque.html.axe-core:playwright to the test dependencies of this module.");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
