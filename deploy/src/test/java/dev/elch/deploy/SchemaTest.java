package dev.elch.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** values.schema.json and values.yaml say the same about what can be set. */
class SchemaTest {

    private static final JsonNode SCHEMA = Yaml.read(Chart.FOLDER.resolve("values.schema.json"));

    @Test
    void every_setting_is_described() {
        assertThat(ChartSettings.read())
                .hasSizeGreaterThan(150)
                .allSatisfy(setting ->
                        assertThat(setting.description()).as(setting.path()).endsWith("."));
    }

    /** "global" is Helm's own. */
    @Test
    void every_setting_of_the_schema_has_a_default_and_the_other_way_round() {
        JsonNode values = Yaml.read(Chart.FOLDER.resolve("values.yaml"));
        List<String> described =
                ChartSettings.read().stream().map(ChartSettings.Setting::path).toList();

        assertThat(described)
                .filteredOn(path -> !path.equals("global"))
                .allSatisfy(path -> assertThat(
                                values.at("/" + path.replace('.', '/')).isMissingNode())
                        .as(path)
                        .isFalse());
        assertThat(leaves("", values, Set.copyOf(described))).isSubsetOf(described);
    }

    @ParameterizedTest
    @MethodSource("objects")
    void a_setting_that_does_not_exist_is_refused(String path) {
        Chart.assumeHelm();
        StringBuilder yaml = new StringBuilder("misspelt: true");
        String[] names = path.isEmpty() ? new String[0] : path.split("\\.");
        for (int i = names.length - 1; i >= 0; i--) {
            yaml.insert(0, names[i] + ": {").append('}');
        }

        assertThatThrownBy(() -> Chart.minimalWith(yaml.toString())).hasMessageContaining("misspelt");
    }

    /** Paths of all objects whose names the chart gives, the outermost ("") among them. */
    static Stream<String> objects() {
        List<String> paths = new ArrayList<>();
        collect("", SCHEMA, paths);
        return paths.stream();
    }

    private static void collect(String path, JsonNode schema, List<String> paths) {
        if (schema.has("properties")) {
            paths.add(path);
            schema.path("properties")
                    .properties()
                    .forEach(entry -> collect(joined(path, entry.getKey()), entry.getValue(), paths));
        }
    }

    private static List<String> leaves(String path, JsonNode values, Set<String> described) {
        List<String> leaves = new ArrayList<>();
        values.properties().forEach(entry -> {
            String here = joined(path, entry.getKey());
            if (entry.getValue().isObject() && !described.contains(here)) {
                leaves.addAll(leaves(here, entry.getValue(), described));
            } else {
                leaves.add(here);
            }
        });
        return leaves;
    }

    private static String joined(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
