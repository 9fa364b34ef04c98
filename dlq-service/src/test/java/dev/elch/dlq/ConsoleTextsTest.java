package dev.elch.dlq;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every text of the console is there in Mongolian too, with the same places for values. */
class ConsoleTextsTest {

    private static final Path CONSOLE = Path.of("src/main/resources/static/console");
    private static final Path MONGOLIAN = CONSOLE.resolve("texts-mn.js");

    private static final Pattern SHOWN = Pattern.compile("\\bt\\(\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern SHOWN_COUNTED = Pattern.compile(
            "\\btn\\((?:[^\"()]|\\([^()]*\\))*\"((?:[^\"\\\\]|\\\\.)*)\",\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern ON_THE_PAGE = Pattern.compile("data-text>\\s*([^<]+?)\\s*<");
    private static final Pattern ENTRY =
            Pattern.compile("(?m)^  (?:\"((?:[^\"\\\\]|\\\\.)*)\"|([A-Za-z]+)):\\s+\"((?:[^\"\\\\]|\\\\.)*)\",");
    private static final Pattern PLACE = Pattern.compile("\\{\\w+}");

    @Test
    void every_text_has_a_translation() {
        Set<String> translated = ENTRY.matcher(text(MONGOLIAN))
                .results()
                .map(entry -> entry.group(1) == null ? entry.group(2) : entry.group(1))
                .collect(Collectors.toSet());

        assertThat(shown()).hasSizeGreaterThan(250);
        assertThat(translated).containsAll(shown());
    }

    @Test
    void a_translation_has_places_for_the_same_values() {
        ENTRY.matcher(text(MONGOLIAN))
                .results()
                .filter(entry -> entry.group(1) != null)
                .forEach(entry ->
                        assertThat(places(entry.group(3))).as(entry.group(1)).isSubsetOf(places(entry.group(1))));
    }

    private static Set<String> shown() {
        Set<String> shown = new TreeSet<>();
        scripts().map(ConsoleTextsTest::text).forEach(script -> {
            SHOWN.matcher(script).results().forEach(found -> shown.add(found.group(1)));
            SHOWN_COUNTED.matcher(script).results().forEach(found -> {
                shown.add(found.group(1));
                shown.add(found.group(2));
            });
        });
        ON_THE_PAGE
                .matcher(text(CONSOLE.resolveSibling("index.html")))
                .results()
                .forEach(found -> shown.add(found.group(1)));
        return shown;
    }

    private static Set<String> places(String text) {
        return PLACE.matcher(text).results().map(place -> place.group()).collect(Collectors.toSet());
    }

    private static Stream<Path> scripts() {
        try (Stream<Path> files = Files.walk(CONSOLE)) {
            return files.filter(file -> file.toString().endsWith(".js") && !file.equals(MONGOLIAN)).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
