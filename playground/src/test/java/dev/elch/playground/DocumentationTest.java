package dev.elch.playground;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What README, CONTRIBUTING and docs name is there: pages and their sections, files, and settings. */
class DocumentationTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]*)(?:#([^)\\s]*))?\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+)$");
    private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");
    private static final Pattern FILE =
            Pattern.compile("(?:[\\w.-]+/)+[\\w.-]+\\.(?:md|java|sh|ps1|yml|yaml|json|xml|avsc|mjs|js)");
    private static final Pattern TEST = Pattern.compile("([A-Z]\\w+(?:Test|IT))\\.([a-z]\\w+)");
    private static final Pattern OURS = Pattern.compile("(?<![\\w.])elch(?:\\.[a-z0-9]+(?:-[a-z0-9]+)*)+");
    private static final Pattern VARIABLE = Pattern.compile("(?<!process\\.env\\.)\\bELCH_[A-Z0-9_]+");
    private static final Pattern NAME_IN_CODE = Pattern.compile("[\"<](elch\\.[a-z0-9.-]+)[\">]");

    @Test
    void every_link_leads_to_a_page_and_a_section() {
        List<String> broken = new ArrayList<>();
        for (Path page : pages()) {
            LINK.matcher(withoutCode(read(page))).results().forEach(link -> {
                boolean isElsewhere = link.group(1).matches("[a-z]+:.*");
                if (!isElsewhere && !leadsSomewhere(page, link.group(1), link.group(2))) {
                    broken.add(shown(page) + ": " + link.group());
                }
            });
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void every_file_that_is_named_exists() {
        List<String> missing = new ArrayList<>();
        for (Path page : pages()) {
            codes(page)
                    .filter(code -> FILE.matcher(code).matches())
                    .filter(file -> !file.contains("target/"))
                    .filter(file ->
                            Stream.of(ROOT, page.getParent()).noneMatch(folder -> Files.exists(folder.resolve(file))))
                    .forEach(file -> missing.add(shown(page) + ": " + file));
        }
        assertThat(missing).isEmpty();
    }

    /** {@code Class.method}, in any module: the proof that a page names. */
    @Test
    void every_test_that_is_named_exists() {
        Map<String, String> tests = new HashMap<>();
        foldersNamed("src/test")
                .forEach(folder -> filesBelow(folder, ".java")
                        .forEach(file -> tests.merge(nameOf(file), read(file), String::concat)));
        List<String> missing = new ArrayList<>();
        for (Path page : pages()) {
            codes(page)
                    .map(TEST::matcher)
                    .filter(Matcher::matches)
                    .filter(named -> !tests.getOrDefault(named.group(1), "").contains("void " + named.group(2) + "("))
                    .forEach(named -> missing.add(shown(page) + ": " + named.group()));
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void every_setting_and_meter_that_is_named_exists() {
        Set<String> known = new TreeSet<>(new ConfigurationReference(ROOT).names());
        known.addAll(namesIn(NAME_IN_CODE, Stream.concat(mainFiles(), Stream.of(ROOT.resolve("pom.xml")))));
        List<String> unknown = new ArrayList<>();
        pages().stream()
                .filter(page -> !isHistory(page))
                .forEach(page -> codes(page)
                        .flatMap(code -> OURS.matcher(code).results().map(MatchResult::group))
                        .filter(name -> !isOneOf(name, known))
                        .forEach(name -> unknown.add(shown(page) + ": " + name)));
        assertThat(unknown).isEmpty();
    }

    @Test
    void every_environment_variable_that_is_named_is_read() {
        Set<String> known = new ConfigurationReference(ROOT)
                .names().stream().map(DocumentationTest::variable).collect(Collectors.toCollection(TreeSet::new));
        Stream<Path> scripts =
                Stream.of("run", "scripts/elch", "docker-compose.yml").map(ROOT::resolve);
        Set<String> inCode = namesIn(VARIABLE, Stream.concat(mainFiles(), scripts));
        List<String> unknown = new ArrayList<>();
        pages().stream()
                .filter(page -> !isHistory(page))
                .forEach(page -> VARIABLE.matcher(read(page))
                        .results()
                        .map(MatchResult::group)
                        .filter(name -> known.stream().noneMatch(one -> name.equals(one) || name.startsWith(one + "_")))
                        .filter(name -> !inCode.contains(name))
                        .forEach(name -> unknown.add(shown(page) + ": " + name)));
        assertThat(unknown).isEmpty();
    }

    /** In pages about the past, names may be of the past. */
    private static boolean isHistory(Path page) {
        return page.startsWith(ROOT.resolve("docs").resolve("decisions"));
    }

    private static boolean isOneOf(String name, Set<String> known) {
        return known.stream()
                .anyMatch(one -> one.equals(name) || one.startsWith(name + ".") || name.startsWith(one + "."));
    }

    private static String variable(String setting) {
        return setting.toUpperCase(Locale.ROOT).replace("-", "").replace('.', '_');
    }

    private static Set<String> namesIn(Pattern pattern, Stream<Path> files) {
        return files.flatMap(file -> pattern.matcher(read(file)).results())
                .map(found -> found.group(found.groupCount()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Code and settings of all modules, without tests. */
    private static Stream<Path> mainFiles() {
        return foldersNamed("src/main").stream()
                .flatMap(main -> Stream.of(".java", ".yml").flatMap(end -> filesBelow(main, end)));
    }

    private static String nameOf(Path file) {
        return file.getFileName().toString().replaceFirst("[.]java$", "");
    }

    /** Of all modules. */
    private static List<Path> foldersNamed(String name) {
        try (Stream<Path> modules = Files.list(ROOT)) {
            return modules.map(module -> module.resolve(name))
                    .filter(Files::isDirectory)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean leadsSomewhere(Path page, String file, String section) {
        Path target = file.isEmpty() ? page : page.getParent().resolve(file).normalize();
        return Files.exists(target) && (section == null || anchors(read(target)).contains(section));
    }

    /** As GitHub makes them out of headings. */
    private static Set<String> anchors(String page) {
        return HEADING.matcher(withoutCode(page))
                .results()
                .map(heading -> heading.group(1)
                        .strip()
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}\\s_-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private static Stream<String> codes(Path page) {
        return CODE.matcher(read(page)).results().map(code -> code.group(1));
    }

    /** Examples may hold what looks like a link or a heading. */
    private static String withoutCode(String page) {
        return page.replaceAll("(?ms)^```.*?^```", "");
    }

    private static List<Path> pages() {
        List<Path> pages = new ArrayList<>();
        for (String folder : List.of("docs", "deploy/helm")) {
            filesBelow(ROOT.resolve(folder), ".md").forEach(pages::add);
        }
        try (Stream<Path> here =
                Files.find(ROOT, 2, (file, what) -> file.toString().endsWith(".md"))) {
            here.filter(file -> !pages.contains(file)).forEach(pages::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(pages).hasSizeGreaterThan(20);
        return pages;
    }

    private static Stream<Path> filesBelow(Path folder, String suffix) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix)).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String shown(Path page) {
        return ROOT.relativize(page).toString();
    }
}
