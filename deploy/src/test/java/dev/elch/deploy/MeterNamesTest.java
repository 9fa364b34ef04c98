package dev.elch.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Alerts, dashboard and autoscaling ask for meters that the services' documentation lists. */
class MeterNamesTest {

    private static final Path DOCS = Path.of("..", "docs");
    private static final Pattern DOCUMENTED = Pattern.compile("`(elch\\.[a-z.]+)`(?=[^|\\n]*\\|)");
    private static final Pattern ASKED_FOR = Pattern.compile("\\belch_[a-z_]+");

    @ParameterizedTest
    @ValueSource(strings = {"alerts/elch.yaml", "dashboards/elch.json", "templates/scaledobject.yaml"})
    void every_meter_is_documented(String file) throws IOException {
        Set<String> documented = new TreeSet<>();
        for (String page : Set.of("auth-service.md", "notification-service.md", "dlq-service.md")) {
            Matcher meter = DOCUMENTED.matcher(Files.readString(DOCS.resolve(page)));
            while (meter.find()) {
                documented.add(meter.group(1).replace('.', '_'));
            }
        }

        Set<String> asked = ASKED_FOR
                .matcher(Files.readString(Chart.FOLDER.resolve(file)))
                .results()
                .map(found -> found.group())
                .collect(Collectors.toSet());

        assertThat(asked)
                .isNotEmpty()
                .allSatisfy(name -> assertThat(documented)
                        .as(name)
                        .anyMatch(meter -> name.equals(meter) || name.startsWith(meter + "_")));
    }
}
