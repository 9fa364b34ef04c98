package dev.elch.dlq;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Looks at a page for what keeps people out who see, hear or move differently (axe-core). */
final class Axe {

    private static final String SCRIPT = script();

    /** What is moderate or minor is a matter of taste more often than not. */
    private static final String SERIOUS = """
            async () => (await axe.run(document, { resultTypes: ["violations"], iframes: false })).violations
              .filter((violation) => ["serious", "critical"].includes(violation.impact))
              .map((violation) => violation.id + ": " + violation.help + violation.nodes.map((node) =>
                "\\n  " + node.html + " " + [...node.any, ...node.all, ...node.none].map((why) => why.message).join("; ")).join(""))
            """;

    private Axe() {}

    /** Fails with every serious or critical violation in the page as it is now. */
    static void assertOpenToEverybody(Page page, String screen) {
        page.evaluate(SCRIPT);
        List<?> violations = (List<?>) page.evaluate(SERIOUS);
        assertThat(violations).as("axe-core at %s", screen).isEmpty();
    }

    private static String script() {
        try (InputStream file = Axe.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(file, "axe.min.js").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
