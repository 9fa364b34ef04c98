package dev.elch.deploy;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/** The Helm chart of this repository, as Helm itself reads it. */
final class Chart {

    static final Path FOLDER = Path.of("helm", "elch");
    static final String NAMESPACE = "mail";
    static final String KUBERNETES = "1.33.0";

    /** A copy whose init job and helm test are no hooks: Helm's Java binding renders no hooks. */
    private static final Path WITHOUT_HOOKS = withoutHooks(Path.of("target", "chart-without-hooks"));

    private Chart() {}

    /** Skips the test where there is no native Helm for the platform. */
    static void assumeHelm() {
        String platform = System.getProperty("os.name").toLowerCase(Locale.ROOT) + " " + System.getProperty("os.arch");
        assumeTrue(
                platform.equals("linux amd64"),
                "Chart tests are skipped: they bring Helm for Linux on amd64, and this is " + platform);
    }

    /** Lints a copy of the chart, made in the folder, whose values.yaml has a profile's values in it: Helm fails on missing ones. */
    static LintResult lint(String profile, Path folder) {
        assumeHelm();
        Path chart = folder.resolve("elch");
        copy(chart);
        try {
            Files.writeString(
                    chart.resolve("values.yaml"), Yaml.merged(FOLDER.resolve("values.yaml"), FOLDER.resolve(profile)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Helm(chart).lint().strict().call();
    }

    /** Objects of a release named elch, made with a file of values beside the chart, such as values-minimal.yaml. */
    static Manifests profile(String file) {
        return new Manifests(template().withValuesFile(FOLDER.resolve(file)).call());
    }

    /** Objects made with the minimal profile and, on top of it, the given YAML. */
    static Manifests minimalWith(String yaml) {
        return with("values-minimal.yaml", yaml);
    }

    /** Objects made with a profile and, on top of it, the given YAML. */
    static Manifests with(String profile, String yaml) {
        return inFile(
                yaml,
                file -> new Manifests(template()
                        .withValuesFile(FOLDER.resolve(profile))
                        .withValuesFile(file)
                        .call()));
    }

    private static TemplateCommand template() {
        assumeHelm();
        return new Helm(WITHOUT_HOOKS)
                .template()
                .withName("elch")
                .withNamespace(NAMESPACE)
                .withKubeVersion(KUBERNETES);
    }

    private static Manifests inFile(String yaml, Function<Path, Manifests> use) {
        try {
            Path file = Files.createTempFile("values", ".yaml");
            try {
                Files.writeString(file, yaml);
                return use.apply(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path withoutHooks(Path target) {
        copy(target);
        for (String template : List.of("init.yaml", "tests/answers.yaml")) {
            Path file = target.resolve("templates").resolve(template);
            try {
                Files.writeString(file, Files.readString(file).replace("helm.sh/hook:", "elch.dev/hook:"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return target;
    }

    private static void copy(Path target) {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            for (Path file : files.toList()) {
                Path copy = target.resolve(FOLDER.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
