package dev.elch.playground;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The pages of all services look like one product. */
class OneFamilyTest {

    private static final String SIGN_IN = "auth-service/src/main/resources/static/elch.css";
    private static final String CONSOLE = "dlq-service/src/main/resources/static/console/tokens.css";
    private static final String MAILBOX = "stand-ins/src/main/resources/dev/elch/standin/mailbox/mailbox.css";

    private static final Pattern PLAIN = Pattern.compile("--([a-z-]+): (#[0-9a-f]{6});");
    private static final Pattern FOR_BOTH =
            Pattern.compile("--([a-z-]+): light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\);");
    private static final Pattern DARK =
            Pattern.compile("@media \\(prefers-color-scheme: dark\\) \\{\\s*:root \\{([^}]*)}");
    private static final int FEWEST_SHARED = 9;

    @Test
    void the_console_has_the_colours_of_the_sign_in_pages() {
        assertSame(SIGN_IN, both(text(CONSOLE), 2), both(text(CONSOLE), 3));
    }

    @Test
    void the_mailbox_has_the_colours_of_the_sign_in_pages() {
        assertSame(SIGN_IN, light(text(MAILBOX)), dark(text(MAILBOX)));
    }

    @Test
    void the_console_has_the_sign_of_the_sign_in_pages() {
        assertThat(text("dlq-service/src/main/resources/static/console/icon.svg"))
                .isEqualTo(text("auth-service/src/main/resources/static/elch.svg"));
    }

    private static void assertSame(String sheet, Map<String, String> light, Map<String, String> dark) {
        assertThat(light).hasSizeGreaterThanOrEqualTo(FEWEST_SHARED);
        assertThat(light(text(sheet))).as("light").containsAllEntriesOf(shared(light, light(text(sheet))));
        assertThat(dark(text(sheet))).as("dark").containsAllEntriesOf(shared(dark, dark(text(sheet))));
    }

    /** Those whose names both sheets know. */
    private static Map<String, String> shared(Map<String, String> colours, Map<String, String> others) {
        Map<String, String> shared = new LinkedHashMap<>(colours);
        shared.keySet().retainAll(others.keySet());
        assertThat(shared).hasSizeGreaterThanOrEqualTo(FEWEST_SHARED);
        return shared;
    }

    private static Map<String, String> light(String css) {
        return colours(PLAIN, css.substring(0, css.indexOf("@media")), 2);
    }

    private static Map<String, String> dark(String css) {
        Matcher dark = DARK.matcher(css);
        assertThat(dark.find()).isTrue();
        return colours(PLAIN, dark.group(1), 2);
    }

    private static Map<String, String> both(String css, int group) {
        return colours(FOR_BOTH, css, group);
    }

    private static Map<String, String> colours(Pattern form, String css, int group) {
        Map<String, String> colours = new LinkedHashMap<>();
        form.matcher(css).results().forEach(colour -> colours.put(colour.group(1), colour.group(group)));
        return colours;
    }

    /** @param file in the repository */
    private static String text(String file) {
        try {
            return Files.readString(Path.of("..", file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
